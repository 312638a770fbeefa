"""What pages say to their readers instead of the news: that the rest is for subscribers, or please subscribe."""
