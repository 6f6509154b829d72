namespace Uramost.Platform.Language;

/// <summary>Why the converter asks the author about a word.</summary>
public enum Doubt
{
    /// <summary>nj, lj or dž may be two letters here.</summary>
    Seam,
    /// <summary>The word looks foreign: it may have to stay in Latin letters (or to be marked).</summary>
    Foreign,
    /// <summary>A short word in capitals that is no known abbreviation: abbreviations of foreign names often stay in Latin letters.</summary>
    Capitals,
    /// <summary>The word has letters of both scripts; it is left as it is.</summary>
    MixedScripts,
    /// <summary>dj may be đ typed without its stroke.</summary>
    BareDj,
    /// <summary>May be a Roman numeral, or one typed with Cyrillic look-alikes.</summary>
    Numeral,
}

/// <summary>A word that the author settles once.</summary>
/// <param name="Word">The word as it stands in the source text.</param>
/// <param name="Position">Index of its first UTF-16 unit in the source text.</param>
/// <param name="Reason">What is doubtful.</param>
/// <param name="Written">What the converter wrote.</param>
/// <param name="Proposed">The other form to choose from: what stands there if the doubt is right, or the converted form of a word that was kept; equal to <paramref name="Written"/> if there is none.</param>
public sealed record DoubtfulWord(string Word, int Position, Doubt Reason, string Written, string Proposed);
