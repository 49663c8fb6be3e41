"""The administrator's page of an account: the person, the role, the committees, the password."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group

from campaigns.models import User
from tests.donations.pages import said
from tests.factories import CommitteeFactory, UserFactory

pytestmark = pytest.mark.django_db

ADD = "/admin/campaigns/user/add/"


def role(name: str) -> int:
    return Group.objects.get(name=name).pk


def page_of(user: User) -> str:
    return f"/admin/campaigns/user/{user.pk}/change/"


def form_of(client, user: User, **changes: object) -> dict[str, object]:
    """The page's fields as a browser sends them back, with changes."""
    form = client.get(page_of(user)).context["adminform"].form
    ticked = {
        "groups": [group.pk for group in form.initial["groups"]],
        "committees": [committee.pk for committee in form.initial["committees"]],
        **{name: "on" for name in ("is_active", "is_superuser") if form.initial.get(name)},
    }
    typed = {name: form.initial[name] for name in ("username", "last_name", "first_name", "opened")}
    return {**typed, **ticked, **changes}


def passwords_in(messages: list[str]) -> list[str]:
    return re.findall(r"<code>([a-z2-9-]{14})</code>", " ".join(messages))


def errors_of(response) -> dict[str, list[str]]:
    assert response.status_code == 200, "it was saved"
    return response.context["adminform"].form.errors


def test_an_account_is_made_on_one_page_with_role_and_committees(as_administrator, committee):
    form = {
        **{"username": "canbo2", "last_name": "Trần Thị", "first_name": "Bình"},
        **{"groups": [role("Cán bộ")], "committees": [committee.pk]},
    }

    response = as_administrator.post(ADD, form)

    user = User.objects.get(username="canbo2")
    assert response.status_code == 302
    assert str(user) == "Trần Thị Bình"
    assert user.groups.get().name == "Cán bộ"
    assert user.committees.get() == committee
    assert user.is_active
    assert not user.is_superuser


def test_a_new_account_has_a_password_that_is_told_once_and_must_be_changed(as_administrator):
    response = as_administrator.post(ADD, {"username": "canbo2"})

    user = User.objects.get(username="canbo2")
    (password,) = passwords_in(said(response))
    assert user.check_password(password)
    assert user.must_change_password
    assert password in as_administrator.get(page_of(user)).content.decode()
    assert password not in as_administrator.get(page_of(user)).content.decode()


def test_a_reset_is_asked_before_and_told_once(as_administrator, officer):
    address = f"/admin/campaigns/user/{officer.pk}/password/"
    before = officer.password

    as_administrator.get(address)

    officer.refresh_from_db()
    assert officer.password == before

    response = as_administrator.post(address)

    officer.refresh_from_db()
    (password,) = passwords_in(said(response))
    assert officer.check_password(password)
    assert officer.must_change_password


@pytest.mark.parametrize("row", ["0", "khong-co"])
def test_there_is_no_password_of_nobody(as_administrator, row):
    assert as_administrator.get(f"/admin/campaigns/user/{row}/password/").status_code == 404


def test_administrators_change_their_own_password_as_everybody_does(
    as_administrator, administrator
):
    address = f"/admin/campaigns/user/{administrator.pk}/password/"

    assert as_administrator.post(address)["Location"] == "/accounts/password_change/"


def test_committees_are_changed_from_their_own_side_with_history(
    as_administrator, administrator, officer
):
    (left,), joined = officer.committees.all(), CommitteeFactory.create()

    as_administrator.post(
        page_of(officer), form_of(as_administrator, officer, committees=[joined.pk])
    )

    assert list(officer.committees.all()) == [joined]
    assert joined.history.first().members.get().user == officer
    assert joined.history.first().history_user == administrator
    assert not left.history.first().members.exists()


def test_the_page_of_a_committee_shows_its_members_and_changes_none(as_administrator, officer):
    committee = officer.committees.get()
    address = f"/admin/campaigns/committee/{committee.pk}/change/"

    page = as_administrator.get(address)

    assert "canbo" in page.content.decode()
    assert "members" not in page.context["adminform"].form.fields


@pytest.mark.parametrize(
    ("groups", "of_committee", "lacks"),
    [
        ([], True, "chưa có vai trò"),
        (["Cán bộ"], False, "chưa thuộc Ban Chỉ đạo"),
    ],
)
def test_an_account_that_is_good_for_nothing_is_warned_about(
    as_administrator, committee, groups, of_committee, lacks
):
    form = {
        "username": "canbo2",
        "groups": [role(name) for name in groups],
        "committees": [committee.pk] if of_committee else [],
    }

    warnings = [text for text in said(as_administrator.post(ADD, form)) if "chưa" in text]

    assert len(warnings) == 1
    assert lacks in warnings[0]


@pytest.mark.parametrize("exempt", [{"is_superuser": "on"}, {"is_active": ""}])
def test_administrators_and_switched_off_accounts_are_not_warned_about(as_administrator, exempt):
    user = UserFactory.create()

    response = as_administrator.post(page_of(user), form_of(as_administrator, user, **exempt))

    assert response.status_code == 302
    assert not [text for text in said(response) if "chưa" in text]


def test_nobody_is_warned_of_what_has_just_been_mended(as_administrator, committee):
    user = UserFactory.create()
    form = form_of(as_administrator, user, groups=[role("Cán bộ")], committees=[committee.pk])

    response = as_administrator.post(page_of(user), form)

    assert user.committees.get() == committee
    assert not [text for text in said(response) if "chưa" in text]


def test_an_account_is_switched_off_and_not_deleted(as_administrator, as_officer, officer):
    form = form_of(as_administrator, officer)
    del form["is_active"]

    as_administrator.post(page_of(officer), form)

    assert as_officer.get("/")["Location"].startswith("/accounts/login/")
    assert as_administrator.post(f"/admin/campaigns/user/{officer.pk}/delete/").status_code == 403


def test_nobody_locks_himself_out(as_administrator, administrator):
    form = form_of(as_administrator, administrator)

    as_administrator.post(page_of(administrator), form | {"is_active": "", "is_superuser": ""})

    administrator.refresh_from_db()
    assert administrator.is_active
    assert administrator.is_superuser


def test_of_two_who_edit_an_account_neither_undoes_the_other(as_administrator, officer):
    opened = form_of(as_administrator, officer)
    as_administrator.post(page_of(officer), {**opened, "committees": []})

    response = as_administrator.post(page_of(officer), {**opened, "last_name": "Lê"})

    assert "Chưa lưu" in str(errors_of(response))
    assert not officer.committees.exists()
    officer.refresh_from_db()
    assert officer.last_name == ""


def test_saving_an_account_leaves_a_password_alone_that_is_being_changed(
    as_administrator, officer, monkeypatch
):
    form = form_of(as_administrator, officer, last_name="Lê")
    meanwhile = User.objects.filter(pk=officer.pk)
    from campaigns.accounts import AccountForm

    clean = AccountForm.clean
    monkeypatch.setattr(
        AccountForm, "clean", lambda self: meanwhile.update(password="moi") and clean(self)
    )

    as_administrator.post(page_of(officer), form)

    officer.refresh_from_db()
    assert (officer.last_name, officer.password) == ("Lê", "moi")


@pytest.mark.parametrize("typed", ["CANBO", " canbo "])
def test_two_names_that_look_alike_are_refused(as_administrator, officer, typed):
    response = as_administrator.post(ADD, {"username": typed})

    assert errors_of(response)["username"] == ["Đã có tài khoản mang tên đăng nhập này."]


@pytest.mark.parametrize("field", ["groups", "committees"])
@pytest.mark.parametrize("forged", ["99", "abc", "9" * 30])
def test_a_forged_role_or_committee_is_refused(as_administrator, field, forged):
    response = as_administrator.post(ADD, {"username": "canbo2", field: [forged]})

    assert errors_of(response)[field]
    assert not User.objects.filter(username="canbo2").exists()


def test_the_history_of_an_account_tells_who_changed_what(as_administrator, officer, administrator):
    form = form_of(as_administrator, officer, last_name="Lê")
    form["groups"].append(role("Ban hành báo cáo"))
    as_administrator.post(page_of(officer), form)
    as_administrator.post(f"/admin/campaigns/user/{officer.pk}/password/")
    as_administrator.post(page_of(officer), form_of(as_administrator, officer))  # changes nothing

    page = as_administrator.get(f"/admin/campaigns/user/{officer.pk}/history/")

    (reset, _), (changed, _) = page.context["rows"]
    assert (changed.who, reset.who) == ("quantri", "quantri")
    assert changed.what == ("Họ: - → Lê", "Vai trò: Cán bộ → Ban hành báo cáo, Cán bộ")
    assert reset.what == ("Đặt lại mật khẩu",)
