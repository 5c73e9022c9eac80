"""Lambda and HTTP, and nothing about telephones: configuration, the two fittings of an endpoint, jobs, logs."""
