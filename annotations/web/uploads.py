"""Stop reading an upload at the limit, before it fills memory or disk."""

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from annotations.importing import MAX_UPLOAD_BYTES


class LimitedUploadHandler(FileUploadHandler):
    """Count what comes in and hang up one chunk past the limit."""

    def __init__(self, request: object = None) -> None:
        super().__init__(request)  # type: ignore[arg-type]  # Django passes None too
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the chunk on, or stop the upload."""
        self.received += len(raw_data)
        if self.received > MAX_UPLOAD_BYTES:
            self.too_large()
        return raw_data

    def too_large(self) -> None:
        """Remember for the view why nothing arrived, and close the connection."""
        if self.request is not None:
            self.request.META["factcheck.upload_too_large"] = "1"
        raise StopUpload(connection_reset=True)

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that follow."""
