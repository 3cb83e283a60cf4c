"""The shape of a project that goes out, with its rules of work."""

from rest_framework import serializers

from annotations.api.serializers import LabelSerializer, ProjectSerializer, Shape
from annotations.models.projects import ADJUDICATIONS, SECOND_READINGS


class PolicySerializer(Shape):
    """A project's rules of work."""

    blind = serializers.BooleanField(help_text="Others' verdicts are seen after one's own.")
    hide_sources_when_blind = serializers.BooleanField(help_text="Others' sources too.")
    adjudicator_may_have_read = serializers.BooleanField(help_text="Who gave a verdict may settle between them.")
    four_eyes = serializers.BooleanField(help_text="Sign-off asks for two readers of each sentence.")
    second_reading = serializers.ChoiceField(SECOND_READINGS, help_text="Which sentences are drawn to be read twice.")
    second_percent = serializers.IntegerField(help_text="The share drawn at random.")
    second_labels = serializers.ListField(
        child=serializers.CharField(),
        help_text="First labels whose claims are drawn; empty for who does not see all, since a draw would tell them.",
    )
    citation_required = serializers.BooleanField(help_text="A verdict rests on a citation.")
    two_independent_sources = serializers.BooleanField(help_text="Two sources that do not draw on one another.")
    primary_source_required = serializers.BooleanField(help_text="One source at first hand.")
    unverified_lists_what_was_tried = serializers.BooleanField(help_text="“Unverified” lists what was tried.")
    adjudication = serializers.ChoiceField(ADJUDICATIONS, help_text="Who settles: an editor, or votes.")
    quorum = serializers.IntegerField(help_text="How many may vote on a disagreement.")
    carry = serializers.IntegerField(help_text="How many equal votes settle it.")
    publisher_name = serializers.CharField(help_text="Who answers for published reports.")
    publisher_url = serializers.CharField(help_text="The publisher's web site.")
    corrections_policy_url = serializers.CharField(help_text="Where it says how errors are corrected.")
    public_list = serializers.BooleanField(help_text="Published reports are listed on a public page.")
    embedding_sites = serializers.ListField(
        child=serializers.CharField(), help_text="Sites (https origins) that may show published reports in a frame."
    )
    citation_required = serializers.BooleanField()
    two_independent_sources = serializers.BooleanField()
    primary_source_required = serializers.BooleanField()
    unverified_lists_what_was_tried = serializers.BooleanField()


class ProjectDetailSerializer(ProjectSerializer):
    """A project with the labels of its scale and its rules."""

    scale_title = serializers.CharField()
    labels = LabelSerializer(many=True)
    guidelines = serializers.CharField()
    policy = PolicySerializer()
