"""Twilio: signed forms in, TwiML out. Facts and their sources stand beside the code that relies on them."""
