namespace Uramost.Platform.Files;

/// <summary>
/// A read-only stream that refuses to give more than it may: what a small packed file unpacks to is counted as it comes out, because
/// the size that an archive declares can lie.
/// </summary>
/// <param name="inner">Where the bytes come from; not disposed.</param>
/// <param name="limit">The most bytes that may come.</param>
/// <param name="count">Told how many bytes were read, so that several streams can share one total; may throw.</param>
internal sealed class LimitedStream(Stream inner, long limit, Action<int>? count = null) : Stream
{
    private long read;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => read; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var got = inner.Read(buffer);
        read += got;
        if (read > limit) throw new FileRefusedException("unpacks-too-large", FileSize.Say(limit));
        count?.Invoke(got);
        return got;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
