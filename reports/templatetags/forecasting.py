"""The words of a forecast, for its template."""

from __future__ import annotations

from django import template

from .. import forecast_words

register = template.Library()
register.filter(forecast_words.basis)
