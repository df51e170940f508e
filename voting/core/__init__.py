"""The pure half of voting: values and functions without any input or output."""
