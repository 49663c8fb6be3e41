"""Coming in, going out, and one's own password."""

from __future__ import annotations

from django.urls import path

from config.views import LoginView, LogoutView, OwnPasswordDoneView, OwnPasswordView

urlpatterns = [
    path("login/", LoginView.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("password_change/", OwnPasswordView.as_view(), name="password_change"),
    path(
        "password_change/done/",
        OwnPasswordDoneView.as_view(),
        name="password_change_done",
    ),
]
