"""The few cryptographic building blocks the protocol stands on, and no others."""
