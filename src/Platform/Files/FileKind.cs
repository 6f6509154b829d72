namespace Uramost.Platform.Files;

/// <summary>What an accepted file is, told from its bytes and never from its name.</summary>
public enum FileKind
{
    /// <summary>A JPEG photograph.</summary>
    Jpeg = 1,
    /// <summary>A PNG picture.</summary>
    Png = 2,
    /// <summary>A WebP picture.</summary>
    Webp = 3,
    /// <summary>A GIF picture.</summary>
    Gif = 4,
    /// <summary>A PDF document.</summary>
    Pdf = 10,
    /// <summary>An Office Open XML text document without macros.</summary>
    Docx = 20,
    /// <summary>An Office Open XML workbook without macros.</summary>
    Xlsx = 21,
    /// <summary>An Office Open XML presentation without macros.</summary>
    Pptx = 22,
    /// <summary>An OpenDocument text.</summary>
    Odt = 23,
    /// <summary>An OpenDocument spreadsheet.</summary>
    Ods = 24,
    /// <summary>Comma-, semicolon- or tab-separated values.</summary>
    Csv = 30,
    /// <summary>Plain text.</summary>
    Text = 31,
    /// <summary>An MP3 recording.</summary>
    Mp3 = 40,
    /// <summary>An MP4 (or 3GPP) video.</summary>
    Mp4 = 41,
    /// <summary>An MPEG-4 audio recording.</summary>
    M4a = 42,
    /// <summary>A QuickTime video, as phones record it.</summary>
    Mov = 43,
}

/// <summary>Facts about each <see cref="FileKind"/>: media type, extensions, largest size.</summary>
public static class FileKinds
{
    private const long MB = 1024 * 1024;

    private static readonly Dictionary<FileKind, (string MediaType, string[] Extensions, long Limit)> Facts = new()
    {
        [FileKind.Jpeg] = ("image/jpeg", ["jpg", "jpeg", "jpe", "jfif"], 25 * MB),
        [FileKind.Png] = ("image/png", ["png"], 25 * MB),
        [FileKind.Webp] = ("image/webp", ["webp"], 25 * MB),
        [FileKind.Gif] = ("image/gif", ["gif"], 25 * MB),
        [FileKind.Pdf] = ("application/pdf", ["pdf"], 60 * MB),
        [FileKind.Docx] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ["docx"], 60 * MB),
        [FileKind.Xlsx] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ["xlsx"], 60 * MB),
        [FileKind.Pptx] = ("application/vnd.openxmlformats-officedocument.presentationml.presentation", ["pptx"], 60 * MB),
        [FileKind.Odt] = ("application/vnd.oasis.opendocument.text", ["odt"], 60 * MB),
        [FileKind.Ods] = ("application/vnd.oasis.opendocument.spreadsheet", ["ods"], 60 * MB),
        [FileKind.Csv] = ("text/csv", ["csv", "tsv", "tab"], 25 * MB),
        [FileKind.Text] = ("text/plain", ["txt", "text", "md", "log", "vtt", "srt"], 25 * MB),
        [FileKind.Mp3] = ("audio/mpeg", ["mp3"], 100 * MB),
        [FileKind.Mp4] = ("video/mp4", ["mp4", "m4v", "3gp", "3g2"], 100 * MB),
        [FileKind.M4a] = ("audio/mp4", ["m4a", "m4b"], 100 * MB),
        [FileKind.Mov] = ("video/quicktime", ["mov", "qt"], 100 * MB),
    };

    /// <summary>The largest size of any kind, in bytes: what an upload form may carry at most per file.</summary>
    public const long LargestLimit = 100 * MB;

    /// <summary>Every kind, in the order of <see cref="FileKind"/>.</summary>
    public static IReadOnlyCollection<FileKind> All => Facts.Keys;

    /// <summary>The media type a file of this kind is served with.</summary>
    public static string MediaType(this FileKind kind) => Facts[kind].MediaType;

    /// <summary>The extension (without a dot) such a file is stored under.</summary>
    public static string Extension(this FileKind kind) => Facts[kind].Extensions[0];

    /// <summary>The extensions (without a dot) that tell the truth about this kind.</summary>
    public static IReadOnlyList<string> Extensions(this FileKind kind) => Facts[kind].Extensions;

    /// <summary>The largest size in bytes.</summary>
    public static long Limit(this FileKind kind) => Facts[kind].Limit;

    /// <summary>JPEG, PNG, WebP and GIF.</summary>
    public static bool IsPicture(this FileKind kind) => kind is FileKind.Jpeg or FileKind.Png or FileKind.Webp or FileKind.Gif;

    /// <summary>Sound and video.</summary>
    public static bool IsRecording(this FileKind kind) => kind is FileKind.Mp3 or FileKind.Mp4 or FileKind.M4a or FileKind.Mov;

    /// <summary>CSV and plain text.</summary>
    public static bool IsText(this FileKind kind) => kind is FileKind.Csv or FileKind.Text;

    /// <summary>Kinds a browser may show in place (in a sandbox without script); all others are only downloaded.</summary>
    public static bool ShownInPlace(this FileKind kind) => kind.IsPicture() || kind == FileKind.Pdf;
}

/// <summary>A size in words.</summary>
public static class FileSize
{
    /// <summary><c>310 kB</c>, <c>2.4 MB</c>: with the decimal sign of the current culture, in units of 1024.</summary>
    public static string Say(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => $"{(bytes + 512) / 1024} kB",
        < 10 * 1024 * 1024 => $"{bytes / (1024.0 * 1024):0.#} MB",
        _ => $"{bytes / (1024.0 * 1024):0} MB",
    };
}
