namespace Uramost.Platform.Ui;

/// <summary>One field of a record that two people changed.</summary>
/// <param name="Name">Name of the form value, for example <c>Form.Title</c>.</param>
/// <param name="Label">Label in the reader's language.</param>
/// <param name="Yours">The form value as the second person typed it.</param>
/// <param name="Theirs">The form value of what was saved meanwhile.</param>
/// <param name="YoursShown">What to show for <paramref name="Yours"/> where the form value is an id or a code.</param>
/// <param name="TheirsShown">The same for <paramref name="Theirs"/>.</param>
public sealed record ConflictField(string Name, string Label, string? Yours, string? Theirs, string? YoursShown = null, string? TheirsShown = null)
{
    /// <summary>Whether the two versions say the same; line ends do not count, since browsers send their own.</summary>
    public bool IsSame => Plain(Yours) == Plain(Theirs);

    private static string Plain(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}
