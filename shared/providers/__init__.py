"""The outside, one folder per vendor: signature, events, client. No vendor knows another, and none knows the database."""
