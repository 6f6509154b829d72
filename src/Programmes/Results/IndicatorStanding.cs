namespace Uramost.Programmes.Results;

/// <summary>How an indicator stands, at a glance.</summary>
public enum Standing
{
    /// <summary>Nothing is known.</summary>
    NoData,
    /// <summary>A value, but nothing that it could be measured against yet.</summary>
    NoTarget,
    /// <summary>Less than was aimed at by now.</summary>
    Behind,
    /// <summary>What was aimed at by now, or more.</summary>
    OnTrack,
    /// <summary>The final target is reached.</summary>
    Done,
}

/// <summary>Computes how an indicator stands; nobody types it.</summary>
public static class IndicatorStanding
{
    /// <summary>How it stands at the end of a period.</summary>
    /// <param name="reached">What is reached.</param>
    /// <param name="toDate">What was aimed at by then, or null.</param>
    /// <param name="final">The final target, or null.</param>
    /// <param name="finalDue">Its day, or null: not said.</param>
    /// <param name="on">The day that is looked at.</param>
    /// <param name="lessIsBetter">Whether less is better.</param>
    public static Standing Of(decimal? reached, decimal? toDate, decimal? final, DateOnly? finalDue, DateOnly on, bool lessIsBetter)
    {
        if (reached is not { } value) return Standing.NoData;
        if (final is { } end && Reaches(value, end)) return Standing.Done;
        if (final is not null && finalDue <= on) return Standing.Behind;
        if (toDate is { } aim) return Reaches(value, aim) ? Standing.OnTrack : Standing.Behind;
        return Standing.NoTarget;

        bool Reaches(decimal is_, decimal aimed) => lessIsBetter ? is_ <= aimed : is_ >= aimed;
    }
}
