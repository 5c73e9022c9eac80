"""The body of a Twilio request: a form whose every parameter is signed, known to us or not."""

from __future__ import annotations

import re

from shared.providers.forms import Form

# SIP headers and custom parameters bring dashes and dots; nothing that Twilio sends begins otherwise than with a letter.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]{0,127}")

# What this house reads, or Twilio documents as sent once. A second value for one of them is nobody's honest mistake.
SINGLE = frozenset(
    """
    AccountSid AnsweredBy ApiVersion Body CallbackSource CallDuration Called CalledCity CalledCountry CalledState
    CalledZip Caller CallerCity CallerCountry CallerName CallerState CallerZip CallSid CallStatus CallToken
    ChannelInstallSid ChannelPrefix ChannelStatusMessage Confidence DialBridged DialCallDuration DialCallSid
    DialCallStatus Digits Direction Duration ErrorCode ErrorUrl EventType FinishedOnKey ForwardedFrom From FromCity
    FromCountry FromState FromZip Language MachineDetectionDuration MessageSid MessageStatus MessageType
    MessagingServiceSid msg NumMedia NumSegments OptOutType ParentCallSid ProfileName RawDlrDoneDate RecordingChannels
    RecordingDuration RecordingSid RecordingSource RecordingStartTime RecordingStatus RecordingTrack RecordingUrl
    SequenceNumber SessionDuration SessionId SessionStatus SipResponseCode SmsMessageSid SmsSid SmsStatus SpeechResult
    StirPassportToken StirStatus StirVerstat Timestamp To ToCity ToCountry ToState ToZip WaId
    """.split()  # noqa: SIM905  (reads better than 81 quoted words)
)
_LONGEST_SINGLE = max(map(len, SINGLE))


def is_plain(form: Form) -> bool:
    """True if the form can be read in one way only.

    Twilio signs names and values joined without a mark between them, so `{ab: c}` and `{a: bc}` carry the same
    signature, and whoever has seen one genuine request could send it cut differently. A cut in the middle of a value
    leaves an unknown name that continues a known one (`CallStatusc`) while the known one is gone; a cut in the middle
    of a name leaves one that does not begin with a capital letter. Both are refused, and so is a second value for a
    parameter that has one. What is left is a value that swallows its whole neighbour
    (`ApiVersion=2010-04-01CallDuration600`). `events.status` does not understand one where that would change what it
    says; on a live call it is answered, because a caller waits, and a turn that was answered before stays answered.
    """
    for name in form:
        if not _NAME.fullmatch(name):
            return False
        if name in SINGLE:
            if len(form.getlist(name)) > 1:
                return False
        elif not name[0].isupper() or _continues_an_absent_name(name, form):
            return False
    return True


def _continues_an_absent_name(name: str, form: Form) -> bool:
    beginnings = (name[:length] for length in range(1, min(len(name), _LONGEST_SINGLE + 1)))
    return any(beginning in SINGLE and beginning not in form for beginning in beginnings)
