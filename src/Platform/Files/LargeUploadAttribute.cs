using Microsoft.AspNetCore.Http.Metadata;

namespace Uramost.Platform.Files;

/// <summary>
/// Lets a page take in a form with a large file, whose own limit the page then says in words. The framework's
/// attributes of the same effect would load its controllers into every process.
/// </summary>
/// <param name="megabytes">Most bytes of the whole request, in units of 2^20.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LargeUploadAttribute(int megabytes) : Attribute, IRequestSizeLimitMetadata, IFormOptionsMetadata
{
    /// <inheritdoc/>
    public long? MaxRequestBodySize => megabytes * 1024L * 1024;

    /// <inheritdoc/>
    public long? MultipartBodyLengthLimit => MaxRequestBodySize;

    bool? IFormOptionsMetadata.BufferBody => null;

    int? IFormOptionsMetadata.MemoryBufferThreshold => null;

    long? IFormOptionsMetadata.BufferBodyLengthLimit => null;

    int? IFormOptionsMetadata.ValueCountLimit => null;

    int? IFormOptionsMetadata.KeyLengthLimit => null;

    int? IFormOptionsMetadata.ValueLengthLimit => null;

    int? IFormOptionsMetadata.MultipartBoundaryLengthLimit => null;

    int? IFormOptionsMetadata.MultipartHeadersCountLimit => null;

    int? IFormOptionsMetadata.MultipartHeadersLengthLimit => null;
}
