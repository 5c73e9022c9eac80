"""Where the figures in README come from: `make bench`. Ratios of things measured in one run, one after the other in turn.

Absolute times tell about the machine; what is compared here ran on it at the same moment. Nothing in the tests depends
on a time.
"""
