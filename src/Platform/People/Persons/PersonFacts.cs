using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>Gender as the person gives it.</summary>
public enum Gender
{
    /// <summary>A woman.</summary>
    Woman,
    /// <summary>A man.</summary>
    Man,
    /// <summary>Another answer.</summary>
    Other,
    /// <summary>Asked, and left open on purpose.</summary>
    PreferNotToSay,
}

/// <summary>Age on the day of the answer, in bands; no birthday is ever kept.</summary>
public enum AgeBand
{
    /// <summary>Under 18.</summary>
    Under18,
    /// <summary>18 to 29: youth in most donors' sense, together with those under 18.</summary>
    From18To29,
    /// <summary>30 to 44.</summary>
    From30To44,
    /// <summary>45 to 64.</summary>
    From45To64,
    /// <summary>65 and more.</summary>
    From65,
}

/// <summary>Communities to which people say they belong.</summary>
public enum Community
{
    /// <summary>Albanian.</summary>
    Albanian,
    /// <summary>Serb.</summary>
    Serb,
    /// <summary>Bosniak.</summary>
    Bosniak,
    /// <summary>Gorani.</summary>
    Gorani,
    /// <summary>Turkish.</summary>
    Turkish,
    /// <summary>Roma.</summary>
    Roma,
    /// <summary>Ashkali.</summary>
    Ashkali,
    /// <summary>Egyptian.</summary>
    Egyptian,
    /// <summary>Croat.</summary>
    Croat,
    /// <summary>Montenegrin.</summary>
    Montenegrin,
    /// <summary>Another one.</summary>
    Other,
}

/// <summary>The answer about community: one or several communities, „prefer not to say“, or „not asked“. Unknown is the absence of an answer.</summary>
public sealed record CommunityAnswer
{
    private const string NotAskedCode = "not-asked", PreferNotToSayCode = "prefer-not-to-say";

    private CommunityAnswer(string code) => Code = code;

    /// <summary>The form did not ask.</summary>
    public static readonly CommunityAnswer NotAsked = new(NotAskedCode);

    /// <summary>The form asked and the person preferred not to say.</summary>
    public static readonly CommunityAnswer PreferNotToSay = new(PreferNotToSayCode);

    /// <summary>How the answer is stored: <c>not-asked</c>, <c>prefer-not-to-say</c>, or names of <see cref="Community"/> with a space between them.</summary>
    public string Code { get; }

    /// <summary>The communities; empty for the two other answers.</summary>
    public IReadOnlyList<Community> Communities => Code is NotAskedCode or PreferNotToSayCode ? [] : [.. Code.Split(' ').Select(Enum.Parse<Community>)];

    /// <summary>One or several communities.</summary>
    /// <exception cref="ArgumentException">None is given.</exception>
    public static CommunityAnswer Of(params IEnumerable<Community> communities)
    {
        var named = communities.Distinct().Order().ToList();
        return named.Count == 0 ? throw new ArgumentException("An answer names a community.", nameof(communities)) : new CommunityAnswer(string.Join(' ', named));
    }

    /// <summary>Reads <see cref="Code"/>.</summary>
    /// <exception cref="ArgumentException">It is no such code.</exception>
    public static CommunityAnswer Parse(string code) => code switch
    {
        NotAskedCode => NotAsked,
        PreferNotToSayCode => PreferNotToSay,
        _ => Of(code.Split(' ').Select(Enum.Parse<Community>)),
    };
}

/// <summary>Where an answer was given.</summary>
public enum AnswerForm
{
    /// <summary>A registration before an activity.</summary>
    Registration,
    /// <summary>A private card at the door.</summary>
    Card,
    /// <summary>The attendance sheet (never for community).</summary>
    Sheet,
    /// <summary>A questionnaire.</summary>
    Questionnaire,
    /// <summary>A form for one person that staff filled in with them.</summary>
    Interview,
    /// <summary>An imported list that held the person's own answer.</summary>
    Import,
    /// <summary>A correction that the person asked for.</summary>
    Correction,
}

/// <summary>An answer that a person gave: without one nothing is written about them.</summary>
/// <param name="Form">The kind of form.</param>
/// <param name="RoundId">The activity, round or import to which the form belongs, or null.</param>
/// <param name="On">The day of the answer.</param>
/// <param name="RecordedBy">The account that recorded it, or null when the person did it alone.</param>
public sealed record AnswerOnForm(AnswerForm Form, Guid? RoundId, DateOnly On, Guid? RecordedBy);

/// <summary>One of the facts.</summary>
public enum Fact
{
    /// <summary><see cref="PersonFacts.Gender"/>.</summary>
    Gender,
    /// <summary><see cref="PersonFacts.AgeBand"/>.</summary>
    AgeBand,
    /// <summary><see cref="PersonFacts.PlaceId"/>.</summary>
    Municipality,
    /// <summary><see cref="PersonFacts.Communities"/>.</summary>
    Communities,
}

/// <summary>
/// What is true of a person, under the person's random id and without a name, a contact or a free text. Each fact is
/// null while it is unknown and stands with the answer from which it comes.
/// </summary>
/// <remarks>
/// Facts are written by <see cref="AnswerFacts"/> only. Community is never inferred: the one method that writes it takes
/// the answer on a form, and a test looks for any other way.
/// </remarks>
[Personal]
public sealed class PersonFacts : Record
{
    private PersonFacts() { }

    /// <summary>Gender.</summary>
    public Gender? Gender { get; private set; }

    /// <summary>Age band on the day of the answer.</summary>
    public AgeBand? AgeBand { get; private set; }

    /// <summary>Id of the municipality in which the person lives, for example <c>xk-vushtrri</c>.</summary>
    [System.ComponentModel.DataAnnotations.MaxLength(64)] public string? PlaceId { get; private set; }

    /// <summary>The self-declared communities; figures group by the stored code.</summary>
    public CommunityAnswer? Communities { get; private set; }

    /// <summary>Which answer each known fact comes from.</summary>
    public FactAnswers Answers { get; private set; } = new(new Dictionary<Fact, AnswerOnForm>());

    /// <summary>Facts of a person of whom nothing is known yet.</summary>
    internal static PersonFacts Of(Guid personId) => new() { Id = personId };

    /// <summary>The person answered about gender; null takes the answer back.</summary>
    internal void SayGender(Gender? gender, AnswerOnForm answer) => (Gender, Answers) = (gender, Answers.With(Fact.Gender, gender is null ? null : answer));

    /// <summary>The person answered about age; null takes the answer back.</summary>
    internal void SayAgeBand(AgeBand? ageBand, AnswerOnForm answer) => (AgeBand, Answers) = (ageBand, Answers.With(Fact.AgeBand, ageBand is null ? null : answer));

    /// <summary>The person answered about the municipality; null takes the answer back.</summary>
    internal void SayMunicipality(string? placeId, AnswerOnForm answer) => (PlaceId, Answers) = (placeId, Answers.With(Fact.Municipality, placeId is null ? null : answer));

    /// <summary>The person answered about community; null takes the answer back.</summary>
    /// <exception cref="ArgumentException">The answer would come from a sheet that others can read.</exception>
    internal void SayCommunities(CommunityAnswer? communities, AnswerOnForm answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Form == AnswerForm.Sheet && communities is { Communities.Count: > 0 }) throw new ArgumentException("Community is never asked on a sheet that others can read.", nameof(answer));
        (Communities, Answers) = (communities, Answers.With(Fact.Communities, communities is null ? null : answer));
    }
}

/// <summary>The answers behind the facts of one person.</summary>
/// <param name="ByFact">The answer by fact; an unknown fact is missing.</param>
public sealed record FactAnswers(IReadOnlyDictionary<Fact, AnswerOnForm> ByFact)
{
    /// <summary>The answer behind a fact, or null.</summary>
    public AnswerOnForm? this[Fact fact] => ByFact.GetValueOrDefault(fact);

    internal FactAnswers With(Fact fact, AnswerOnForm? answer)
    {
        var next = new Dictionary<Fact, AnswerOnForm>(ByFact);
        if (answer is null) next.Remove(fact);
        else next[fact] = answer;
        return new FactAnswers(next);
    }

    /// <summary>Two sets of answers are equal when every fact has the same answer.</summary>
    public bool Equals(FactAnswers? other) => other is not null && ByFact.Count == other.ByFact.Count && ByFact.All(p => other[p.Key] == p.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => ByFact.Aggregate(0, (sum, p) => sum ^ HashCode.Combine(p.Key, p.Value));
}

/// <summary>Stores <see cref="FactAnswers"/> as JSON: codes, ids and days only.</summary>
public sealed class FactAnswersConverter() : ValueConverter<FactAnswers, string>(
    a => JsonSerializer.Serialize(a.ByFact.OrderBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value), PersonContent.Json),
    s => new FactAnswers(JsonSerializer.Deserialize<Dictionary<Fact, AnswerOnForm>>(s, PersonContent.Json) ?? new Dictionary<Fact, AnswerOnForm>()));

/// <summary>Stores a <see cref="CommunityAnswer"/> as its code.</summary>
public sealed class CommunityAnswerConverter() : ValueConverter<CommunityAnswer, string>(a => a.Code, s => CommunityAnswer.Parse(s));
