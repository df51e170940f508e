"""Pictures that people send: taken in through a process that may fall, kept and shown only as what we encoded anew."""
