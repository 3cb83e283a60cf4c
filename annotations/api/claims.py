"""Claims: those of a document in reading order, and one."""

from rest_framework.request import Request
from rest_framework.response import Response

from annotations.access import DocumentVisit, get_claim, get_document
from annotations.api import parameters
from annotations.api.claim_rows import claim_now, claim_rows
from annotations.api.endpoints import Endpoint, caller
from annotations.api.problems import Problem
from annotations.api.schema import page_of, reading
from annotations.api.serializers import ClaimDetailSerializer, ClaimSerializer
from annotations.models import Placement
from annotations.permissions import Permission
from annotations.queries.coverage import BY_STATE, STATES, chosen_by
from annotations.queries.states import claim_states
from annotations.scales import SCALES

PAGE_SIZE, MOST = 100, 500
FILTERS = ("unread", "mine", "checkable", "disagreement", "stale", *(f"{BY_STATE}{slug}" for slug in STATES))
BY_LABEL = "label:"
AFTER = parameters.cursor_parameter("after", "Only claims that start after this offset, in code points.")
SHOW = parameters.cursor_parameter("show", f"{', '.join(FILTERS)}, or label:<slug>.", "string")


class ClaimList(Endpoint):
    """The claims of a document's current revision."""

    @reading(
        "claims_list",
        page_of(ClaimSerializer),
        parameters=[AFTER, SHOW, parameters.page_size_parameter(PAGE_SIZE, MOST)],
    )
    def get(self, request: Request, document: int) -> Response:
        """List claims in reading order, as far as you may know them."""
        visit = get_document(caller(request), document, Permission.VIEW)
        parameters.check_known(request, "after", "show", "page_size")
        size = parameters.page_size(request, default=PAGE_SIZE, most=MOST)
        after = parameters.number(request, "after")
        places = _places(visit, after, _filter(request, visit), size + 1)
        rows = claim_rows(visit, [(place.claim, place) for place in places[:size]])
        following = {"after": places[size - 1].start} if len(places) > size else None
        return Response(parameters.page(request, ClaimSerializer(rows, many=True).data, following))


def _filter(request: Request, visit: DocumentVisit) -> str:
    chosen = request.query_params.get("show", "")
    slug = chosen.removeprefix(BY_LABEL) if chosen.startswith(BY_LABEL) else ""
    if chosen and chosen not in FILTERS and slug not in SCALES[visit.project.scale]:
        raise Problem(400, "unknown_filter", f"show is one of {', '.join(FILTERS)}, or label: with a label's slug.")
    return chosen


def _places(visit: DocumentVisit, after: int | None, chosen: str, most: int) -> list[Placement]:
    live = Placement.objects.live().filter(revision=visit.document.current_id).order_by("start")
    if after is not None:
        live = live.filter(start__gt=after)
    if chosen:
        shown = {state.serial for state in claim_states(visit.document, visit.sight) if chosen_by(chosen)(state)}
        starts = [start for start, serial in live.values_list("start", "claim__serial") if serial in shown]
        live = live.filter(start__in=starts[:most])
    return list(live.select_related("claim")[:most])


class ClaimDetail(Endpoint):
    """One claim."""

    @reading("claims_read", ClaimDetailSerializer)
    def get(self, request: Request, document: int, serial: int) -> Response:
        """Read a claim. Its ETag is what a verdict of yours must bring back as If-Match."""
        visit = get_claim(caller(request), document, serial, Permission.VIEW)
        parameters.check_known(request)
        body = claim_now(visit)
        return Response(body, headers={"ETag": body["etag"]})
