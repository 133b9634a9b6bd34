"""The board: who holds which office, since which day, by which decision; and who may publish for the chair."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from editorial.models.text import CleanTextModel
from editorial.models.user import User


class Office(models.TextChoices):
    CHAIR = "chair", "Trưởng Ban biên tập"
    DEPUTY = "deputy", "Phó Trưởng Ban biên tập"
    MEMBER = "member", "Thành viên Ban biên tập"
    CONTRIBUTOR = "contributor", "Cộng tác viên"
    TECHNICAL = "technical", "Quản trị kỹ thuật"


BOARD_OFFICES = (Office.CHAIR, Office.DEPUTY, Office.MEMBER)


class Decision(CleanTextModel):
    """A numbered paper by which people are appointed or the right to publish is lent."""

    number = models.CharField("số, ký hiệu", max_length=60, unique=True)
    issued_on = models.DateField("ngày ban hành")
    issued_by = models.CharField("cơ quan, người ban hành", max_length=200)
    title = models.CharField("trích yếu", max_length=300)

    class Meta:
        verbose_name = "quyết định"
        verbose_name_plural = "quyết định"
        ordering = ["-issued_on", "-pk"]

    def __str__(self):
        return f"{self.number} ngày {self.issued_on:%d/%m/%Y}"


class PeriodQuerySet(models.QuerySet):
    def on(self, day):
        """Give the rows whose period holds this day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Appointment(CleanTextModel):
    person = models.ForeignKey(User, models.PROTECT, related_name="appointments", verbose_name="người giữ chức danh")
    office = models.CharField("chức danh", max_length=20, choices=Office.choices)
    is_secretary = models.BooleanField("kiêm thư ký", default=False)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="appointments", verbose_name="quyết định")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "chức danh"
        verbose_name_plural = "chức danh"
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="appointment_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                name="appointment_secretary_is_member",
                condition=Q(is_secretary=False) | Q(office=Office.MEMBER),
                violation_error_message="Chỉ thành viên Ban biên tập kiêm thư ký.",
            ),
            models.UniqueConstraint(
                name="appointment_one_open_chair",
                fields=["office"],
                condition=Q(office=Office.CHAIR, ends_on=None),
                violation_error_message="Đang có Trưởng Ban biên tập chưa có ngày kết thúc.",
            ),
        ]

    def __str__(self):
        return f"{self.get_office_display()}: {self.person}"

    def clean(self):
        if not (self.person_id and self.office and self.starts_on):
            return
        others = Appointment.objects.exclude(pk=self.pk).filter(starts_on__lte=self.ends_on or timezone.localdate().max)
        others = others.filter(Q(ends_on=None) | Q(ends_on__gte=self.starts_on))
        if self.office == Office.CHAIR and others.filter(office=Office.CHAIR).exists():
            raise ValidationError("Trong thời gian này đã có Trưởng Ban biên tập khác.")
        mixed = others.filter(person=self.person).exclude(office=self.office)
        technical = self.office == Office.TECHNICAL
        if (technical and mixed.exists()) or mixed.filter(office=Office.TECHNICAL).exists():
            raise ValidationError("Người quản trị kỹ thuật không giữ chức danh khác.")
        if self.person.is_superuser and not technical:
            raise ValidationError("Tài khoản quản trị kỹ thuật không giữ chức danh khác.")


class DelegationQuerySet(PeriodQuerySet):
    def in_force(self, day):
        """Give the delegations that count on this day.

        Confirmed, not revoked, within their period; lent by whoever is chair on that day, or *phụ trách*
        while there is no chair. That the holder is deputy or member is asked where offices are known.
        """
        chairs = Appointment.objects.on(day).filter(office=Office.CHAIR).order_by()
        lent = Q(is_acting=False, granted_by__in=chairs.values("person"))
        acting = Q(is_acting=True) & ~models.Exists(chairs)
        return self.on(day).filter(lent | acting, confirmed_at__isnull=False, revoked_at=None)


class Delegation(CleanTextModel):
    """The right to publish, lent by the chair (or *phụ trách* while the post is vacant)."""

    holder = models.ForeignKey(User, models.PROTECT, related_name="delegations", verbose_name="người được giao")
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người giao")
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="delegations", verbose_name="văn bản giao quyền"
    )
    is_acting = models.BooleanField("phụ trách khi khuyết Trưởng ban", default=False)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    scopes = models.JSONField("phạm vi", default=list, blank=True, help_text="Để trống là tất cả chuyên mục.")
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, editable=False, verbose_name="người xác nhận"
    )
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True, editable=False)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = "quyền duyệt đăng"
        verbose_name_plural = "quyền duyệt đăng"
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                name="delegation_confirmed_by_another",
                condition=Q(confirmed_by=None) | (~Q(confirmed_by=F("granted_by")) & ~Q(confirmed_by=F("holder"))),
            ),
        ]

    def __str__(self):
        return f"{self.holder} duyệt đăng theo {self.decision}"

    def clean(self):
        if self.holder_id and self.holder_id == self.granted_by_id and not self.is_acting:
            raise ValidationError("Người giao và người được giao phải là hai người.")
