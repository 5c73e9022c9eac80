"""Figures for the platform: a line in the log that CloudWatch turns into a metric (embedded metric format)."""

from __future__ import annotations

from collections.abc import Mapping

NAMESPACE = "Frontdesk"


def milliseconds(name: str, value: float, *, by: Mapping[str, str], beside: Mapping[str, object]) -> None:
    """Publish one duration. `by` become dimensions, each combination a series that costs; `beside` are kept, not counted.

    What is kept beside it is plain JSON.

    A metric of its own each time: what Powertools gathers during an invocation it gathers per process, not per thread.
    """
    from aws_lambda_powertools.metrics import MetricUnit, single_metric

    with single_metric(name=name, unit=MetricUnit.Milliseconds, value=value, namespace=NAMESPACE) as metric:
        for key, text in by.items():
            metric.add_dimension(key, text)
        for key, value_beside in beside.items():
            metric.add_metadata(key, value_beside)
