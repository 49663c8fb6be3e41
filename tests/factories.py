"""Rows for tests: fixed, never random, and never nonsense."""

from __future__ import annotations

from datetime import date

import factory
from factory.django import DjangoModelFactory

from campaigns.models import (
    Campaign,
    Committee,
    Communication,
    Company,
    Drive,
    Letterhead,
    Plan,
    ReceivingFacility,
    Signatory,
    Target,
    User,
    Zone,
)
from donations.models import CompanyTurnout, DriveResult, PeriodStatement


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"nguoi{n}")


class CommitteeFactory(DjangoModelFactory):
    class Meta:
        model = Committee

    name = factory.Sequence(lambda n: f"Ban Chỉ đạo vận động hiến máu tình nguyện số {n}")
    symbol = factory.Sequence(lambda n: f"BCĐ{n}")


class ZoneFactory(DjangoModelFactory):
    class Meta:
        model = Zone

    committee = factory.SubFactory(CommitteeFactory)
    name = factory.Sequence(lambda n: f"Khu {n}")


class CompanyFactory(DjangoModelFactory):
    class Meta:
        model = Company

    committee = factory.SubFactory(CommitteeFactory)
    name = factory.Sequence(lambda n: f"Công ty TNHH {n}")


class FacilityFactory(DjangoModelFactory):
    class Meta:
        model = ReceivingFacility

    name = factory.Sequence(lambda n: f"Bệnh viện {n}")
    position = factory.Sequence(lambda n: n)


class PlanFactory(DjangoModelFactory):
    class Meta:
        model = Plan

    committee = factory.SubFactory(CommitteeFactory)
    year = 2024
    number = "03/KH-BCĐHMKCN"
    issued_on = date(2024, 3, 5)
    subject = "Tuyên truyền, vận động và tổ chức hiến máu tình nguyện năm 2024"


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    committee = factory.SubFactory(CommitteeFactory)
    year = 2024
    units = 1200


class CampaignFactory(DjangoModelFactory):
    class Meta:
        model = Campaign

    committee = factory.SubFactory(CommitteeFactory)
    kind = Campaign.Kind.CAMPAIGN
    name = factory.Sequence(lambda n: f"Chiến dịch {n}")
    from_on = date(2024, 5, 1)
    to_on = date(2024, 9, 2)


class CommunicationFactory(DjangoModelFactory):
    """For no campaign in particular, and nobody knows how many it reached."""

    class Meta:
        model = Communication

    committee = factory.SubFactory(CommitteeFactory)
    on = date(2024, 4, 2)
    kind = Communication.Kind.LETTER


class DriveFactory(DjangoModelFactory):
    """A planned drive for a zone of its own committee."""

    class Meta:
        model = Drive

    committee = factory.SubFactory(CommitteeFactory)
    on = date(2024, 4, 9)
    form = Drive.Form.ZONE
    zone = factory.SubFactory(ZoneFactory, committee=factory.SelfAttribute("..committee"))


class CompanyDriveFactory(DriveFactory):
    """A planned drive at a company; its zone is the company's, if that has one."""

    form = Drive.Form.COMPANY
    host = factory.SubFactory(CompanyFactory, committee=factory.SelfAttribute("..committee"))
    zone = factory.SelfAttribute("host.zone")


class ResultFactory(DjangoModelFactory):
    """The result of a drive that was held."""

    class Meta:
        model = DriveResult

    drive = factory.SubFactory(DriveFactory, status=Drive.Status.HELD)
    units = 100


class TurnoutFactory(DjangoModelFactory):
    """A company that was put on a drive's list, and neither asked nor heard of yet."""

    class Meta:
        model = CompanyTurnout

    drive = factory.SubFactory(DriveFactory)
    company = factory.SubFactory(
        CompanyFactory, committee=factory.SelfAttribute("..drive.committee")
    )


class StatementFactory(DjangoModelFactory):
    class Meta:
        model = PeriodStatement
        skip_postgeneration_save = True

    committee = factory.SubFactory(CommitteeFactory)
    from_on = date(2024, 1, 1)
    to_on = date(2024, 6, 30)

    @factory.post_generation
    def facilities(self, create: bool, names: object, **kwargs: object) -> None:
        if names:
            self.facilities.set(names)


class LetterheadFactory(DjangoModelFactory):
    class Meta:
        model = Letterhead

    committee = factory.SubFactory(CommitteeFactory)
    valid_from = date(2020, 1, 1)
    host_body = "BAN QUẢN LÝ\nCÁC KHU CÔNG NGHIỆP"
    issuing_body = "BAN CHỈ ĐẠO"
    place = "Hưng Yên"


class SignatoryFactory(DjangoModelFactory):
    class Meta:
        model = Signatory

    committee = factory.SubFactory(CommitteeFactory)
    name = "Nguyễn Văn A"
    valid_from = date(2020, 1, 1)


def held(committee: Committee, on: date, units: int | None, **drive: object) -> Drive:
    """A drive held by ``committee`` with its result (none while ``units`` is ``None``)."""
    factory_class = CompanyDriveFactory if "host" in drive else DriveFactory
    row: Drive = factory_class.create(committee=committee, on=on, status=Drive.Status.HELD, **drive)
    if units is not None:
        ResultFactory.create(drive=row, units=units)
    return row
