"""Vapi: carries the call and speaks; asks us for an assistant, for words (its custom model) and for what tools do.

A transfer of our receptionist is warm where Twilio carries the call for Vapi, which speaks to the other side nowhere else;
there it is cold. A company's own assistant transfers as it is set up at Vapi.
"""
