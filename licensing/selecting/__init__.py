"""What a selection demands, apart from its steps: completeness, fair competition, the ranking, relations."""
