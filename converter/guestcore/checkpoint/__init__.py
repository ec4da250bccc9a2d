"""The state file itself: header, groups, tags, and what they say."""
