using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Platform.Figures.Releases;

/// <summary>
/// A release that was taken back. The release itself stays as it went out, since whoever read it knows it: each later
/// release is attacked together with it as before. Nobody is shown it any more.
/// </summary>
[Raises(VersionNames.PublicPages), Index(nameof(ReleaseId), IsUnique = true)]
public sealed class ReleaseWithdrawal : Record, IUnchanging
{
    /// <summary>The release.</summary>
    public Guid ReleaseId { get; init; }

    /// <summary>Why; everybody who could read the release reads it.</summary>
    public LocalText Reason { get; init; } = new();

    /// <summary>When, UTC.</summary>
    public DateTime WithdrawnAt { get; init; }

    /// <summary>Who, or null.</summary>
    public Guid? WithdrawnBy { get; init; }
}

/// <summary>Below what number of people nothing goes out to an audience, where a workspace asks for more than the product does. It can only be raised.</summary>
[Index(nameof(Audience), IsUnique = true)]
public sealed class ReleaseThreshold : Record
{
    /// <summary>For whom.</summary>
    public ReleaseAudience Audience { get; init; }

    /// <summary>The least threshold.</summary>
    public int Least { get; private set; }

    /// <summary>Raises it.</summary>
    /// <returns>Whether that was possible: not to less than it is, not below the product's own, not above a thousand.</returns>
    public bool Raise(int to)
    {
        if (to < Math.Max(Least, MakeRelease.LeastThreshold(Audience)) || to > MakeRelease.MostThreshold) return false;
        Least = to;
        return true;
    }
}
