namespace Uramost.Platform.People.Persons;

/// <summary>What one person answered on one form.</summary>
/// <param name="Answer">The form and the day.</param>
public sealed record FactsAnswer(AnswerOnForm Answer)
{
    /// <summary>Gender.</summary>
    public Gender? Gender { get; init; }

    /// <summary>Age band on the day of the answer.</summary>
    public AgeBand? AgeBand { get; init; }

    /// <summary>Id of the municipality.</summary>
    public string? PlaceId { get; init; }

    /// <summary>Community.</summary>
    public CommunityAnswer? Communities { get; init; }

    /// <summary>Facts whose earlier answer is taken back, so that they are unknown again.</summary>
    public IReadOnlyCollection<Fact> TakenBack { get; init; } = [];

    /// <summary>Whether nothing is said.</summary>
    public bool IsEmpty => Gender is null && AgeBand is null && PlaceId is null && Communities is null && TakenBack.Count == 0;

    internal void WriteTo(PersonFacts facts)
    {
        if (Gender is not null || TakenBack.Contains(Fact.Gender)) facts.SayGender(Gender, Answer);
        if (AgeBand is not null || TakenBack.Contains(Fact.AgeBand)) facts.SayAgeBand(AgeBand, Answer);
        if (PlaceId is not null || TakenBack.Contains(Fact.Municipality)) facts.SayMunicipality(PlaceId, Answer);
        if (Communities is not null || TakenBack.Contains(Fact.Communities)) facts.SayCommunities(Communities, Answer);
    }
}
