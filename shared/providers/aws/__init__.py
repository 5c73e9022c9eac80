"""The two requests that we make of AWS itself: send over a socket, and call a function later."""
