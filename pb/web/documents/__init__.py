"""Documents that people send: taken in through a process that may fall, kept and sent only as what we wrote anew."""
