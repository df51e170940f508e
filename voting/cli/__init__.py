"""The commands of voting: what residents, auditors, trustees and operators run from a shell, over files."""
