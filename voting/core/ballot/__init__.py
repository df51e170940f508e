"""What a ballot may say: styles, rules, and the one integer that a set of choices is."""
