"""A person with an account. What a person may do is said by appointments (rights.py), never here."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone

from editorial.models.text import CleanTextModel
from editorial.text import clean_text, person_sort_key


class MailPace(models.TextChoices):
    AT_ONCE = "at_once", "Ngay khi có việc, gộp trong 15 phút"
    TWICE_DAILY = "twice_daily", "Hai lần mỗi ngày"
    DAILY = "daily", "Một lần mỗi ngày"
    OFF = "off", "Không gửi thư"


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username):
        return self.get(username=clean_text(username, lines=False).lower())

    def create_user(self, username, *, full_name, password=None, **fields):
        """Make an account; without a password nobody can log in to it."""
        user = self.model(username=username, full_name=full_name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username, *, full_name, password=None, **fields):
        """Make the account of a technical administrator, who makes no move (design.md)."""
        return self.create_user(username, full_name=full_name, password=password, is_superuser=True, **fields)


class User(CleanTextModel, AbstractBaseUser):
    username = models.CharField(
        "tên đăng nhập",
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(
                r"^[a-z0-9][a-z0-9.-]*$",
                "Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, dấu chấm và gạch ngang.",
            )
        ],
    )
    full_name = models.CharField("họ và tên", max_length=120)
    sort_key = models.CharField(max_length=300, editable=False, db_index=True)
    email = models.EmailField("thư điện tử", blank=True)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    is_active = models.BooleanField("đang dùng", default=True)
    is_superuser = models.BooleanField("quản trị kỹ thuật (cấp bằng dòng lệnh)", default=False, editable=False)
    dormant_at = models.DateTimeField("đóng vì không dùng, từ lúc", null=True, blank=True, editable=False)
    reopening_asked_at = models.DateTimeField("đề nghị mở lại lúc", null=True, blank=True, editable=False)
    away_from = models.DateField("vắng từ ngày", null=True, blank=True)
    away_until = models.DateField("đến hết ngày", null=True, blank=True)
    mail_pace = models.CharField("nhận thư báo", max_length=12, choices=MailPace.choices, default=MailPace.AT_ONCE)
    mailed_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField("tạo lúc", default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        ordering = ["sort_key"]

    def __str__(self):
        return self.full_name

    def save(self, *args, **kwargs):
        self.username = self.username.lower()
        self.sort_key = person_sort_key(clean_text(self.full_name, lines=False))
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    @property
    def is_staff(self) -> bool:
        """Whether this person may enter the admin today: the board and technical administrators."""
        from editorial import rights

        return rights.may_enter_desk(self)

    def is_away(self, day) -> bool:
        """Whether the person has said to be away on this day."""
        return bool(self.away_from and self.away_from <= day <= (self.away_until or day))

    # Django's permission table is not used: each admin class asks rights.py.
    def has_perm(self, perm, obj=None) -> bool:
        return False

    def has_module_perms(self, app_label) -> bool:
        return self.is_staff
