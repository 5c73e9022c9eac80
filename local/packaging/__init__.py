"""Put each function in a zip of its own, ready for AWS, on a machine that knows no AWS: `make package`."""
