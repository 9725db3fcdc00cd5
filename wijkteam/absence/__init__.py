"""Being away: by oneself, or by who leads the team; and who covers meanwhile."""
