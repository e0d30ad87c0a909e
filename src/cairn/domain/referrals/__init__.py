"""What a referral said, in the sender's words, and what it may mean. Nothing is assumed from silence."""
