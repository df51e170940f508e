"""The shared vocabulary: frozen values every part speaks in. Pure; never does I/O."""
