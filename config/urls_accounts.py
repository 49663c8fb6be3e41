"""Coming in and going out."""

from __future__ import annotations

from django.contrib.auth import views
from django.urls import path

from config.views import LoginView

urlpatterns = [
    path("login/", LoginView.as_view(), name="login"),
    path("logout/", views.LogoutView.as_view(), name="logout"),
]
