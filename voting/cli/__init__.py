"""Commands about counting: `pb count`, `pb explain`, `pb compare`. They read a file, never a database."""
