"""The drive's page: on saving a result the officer reads where the year stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.timezone import localdate

from campaigns.models import Committee, Drive
from donations.admin import DriveAdmin
from donations.models import DriveResult

from .periods import preset_period
from .screen import result_saved
from .summary import summarise


@admin.register(Drive)
class DriveDesk(DriveAdmin):
    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        for result, before in _saved_results(formsets):
            self.message_user(request, _standing(result, before))


def _saved_results(formsets: Any) -> Iterator[tuple[DriveResult, int | None]]:
    """Results whose units are new or changed, each with the figure that stood there before."""
    for formset in formsets:
        for result in formset.new_objects:
            yield result, None
        for result, changed in formset.changed_objects:
            if "units" in changed:
                forms = (form for form in formset.initial_forms if form.instance is result)
                yield result, next(forms).initial["units"]


def _standing(result: DriveResult, before: int | None) -> str:
    drive = result.drive
    committee = drive.committee
    year = preset_period(
        "year", committee.year_of(drive.on), Committee.Calendar(committee.calendar)
    )
    summary = summarise(committee, year, as_of=localdate())
    return result_saved(summary, drive.on, result.units, before)
