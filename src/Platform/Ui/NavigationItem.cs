using Microsoft.Extensions.Localization;
using Uramost.Platform.People;

namespace Uramost.Platform.Ui;

/// <summary>One entry of the main navigation.</summary>
/// <param name="Path">Address without language, for example <c>/activities</c>.</param>
/// <param name="Words">The language file that holds the label.</param>
/// <param name="Key">Key of the label in <paramref name="Words"/>.</param>
/// <param name="SignedInOnly">Whether the entry is hidden from visitors.</param>
/// <param name="For">To whom the entry leads somewhere; everybody when null.</param>
public sealed record NavigationItem(string Path, Type Words, string Key, bool SignedInOnly = true, Func<Viewer, bool>? For = null)
{
    /// <summary>The label in the reader's language.</summary>
    public string Label(IStringLocalizerFactory words) => words.Create(Words)[Key];
}
