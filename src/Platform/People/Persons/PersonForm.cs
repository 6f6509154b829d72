using Microsoft.Extensions.Localization;
using Uramost.Platform.Places;
using Uramost.Platform.Language;
using Uramost.Platform.Ui;

namespace Uramost.Platform.People.Persons;

/// <summary>A person as staff type them: identity, facts and the form from which the facts come.</summary>
public sealed class PersonForm
{
    /// <summary>The owning organisation, for a new person.</summary>
    public string? Organisation { get; set; }

    /// <summary>Version of the identity that the form was opened with.</summary>
    public int Version { get; set; }

    /// <summary>Given name.</summary>
    public string? GivenName { get; set; }

    /// <summary>Family name.</summary>
    public string? FamilyName { get; set; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; set; }

    /// <summary>Telephone number.</summary>
    public string? Telephone { get; set; }

    /// <summary>Home organisation.</summary>
    public string? HomeOrganisation { get; set; }

    /// <summary>Title or office.</summary>
    public string? Title { get; set; }

    /// <summary>Gender.</summary>
    public string? Gender { get; set; }

    /// <summary>Age band.</summary>
    public string? AgeBand { get; set; }

    /// <summary>Municipality as it is written.</summary>
    public string? Municipality { get; set; }

    /// <summary><c>not-asked</c>, <c>prefer-not-to-say</c>, <c>named</c>, or empty.</summary>
    public string? CommunityAnswer { get; set; }

    /// <summary>The named communities.</summary>
    public string[]? Communities { get; set; }

    /// <summary>The form on which the person answered.</summary>
    public string? AnswerForm { get; set; }

    /// <summary>The day of the answer.</summary>
    public string? AnsweredOn { get; set; }

    /// <summary>The form of a stored person.</summary>
    internal static PersonForm Of(PersonIdentity identity, IdentityFields fields, PersonFacts? facts, PlaceCatalogue places, DateOnly today) => new()
    {
        Version = identity.Version, GivenName = fields.GivenName, FamilyName = fields.FamilyName, Email = fields.Email, Telephone = fields.Telephone,
        HomeOrganisation = fields.HomeOrganisation, Title = fields.Title, Gender = facts?.Gender?.ToString(), AgeBand = facts?.AgeBand?.ToString(),
        Municipality = places.Find(facts?.PlaceId)?.Name(UiVariant.Current),
        CommunityAnswer = facts?.Communities is not { } c ? null : c.Communities.Count > 0 ? "named" : c.Code,
        Communities = [.. (facts?.Communities?.Communities ?? []).Select(c => c.ToString())],
        AnswerForm = Persons.AnswerForm.Correction.ToString(), AnsweredOn = today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>Both versions of every field, this one being the reader's.</summary>
    /// <param name="theirs">What was saved meanwhile.</param>
    /// <param name="words">Words of people.</param>
    internal IReadOnlyList<ConflictField> Beside(PersonForm theirs, IStringLocalizer<Words> words)
    {
        var (mine, saved) = (CommunityCode, theirs.CommunityCode);
        return
        [
            new("Form.GivenName", words["GivenName"], GivenName, theirs.GivenName), new("Form.FamilyName", words["FamilyName"], FamilyName, theirs.FamilyName),
            new("Form.HomeOrganisation", words["HomeOrganisation"], HomeOrganisation, theirs.HomeOrganisation), new("Form.Title", words["PersonTitle"], Title, theirs.Title),
            new("Form.Email", words["Email"], Email, theirs.Email), new("Form.Telephone", words["Telephone"], Telephone, theirs.Telephone),
            new("Form.AnswerForm", words["AnswerForm"], AnswerForm, AnswerForm), new("Form.AnsweredOn", words["AnsweredOn"], AnsweredOn, AnsweredOn),
            new("Form.Gender", words["Gender"], Gender, theirs.Gender, Show("Gender", Gender), Show("Gender", theirs.Gender)),
            new("Form.AgeBand", words["AgeBand"], AgeBand, theirs.AgeBand, Show("AgeBand", AgeBand), Show("AgeBand", theirs.AgeBand)),
            new("Form.Municipality", words["Municipality"], Municipality, theirs.Municipality),
            new("Form.CommunityAnswer", words["Community"], mine, saved, ShowAll(mine), ShowAll(saved)),
        ];

        string? Show(string fact, string? code) => string.IsNullOrEmpty(code) ? null : words[$"{fact}.{code}"].Value;

        string? ShowAll(string? codes) => string.IsNullOrEmpty(codes) ? null : string.Join(", ", codes.Split(' ').Select(c => words[$"Community.{c}"].Value));
    }

    // The answer about community in one value, as it travels through a conflict: its code.
    private string? CommunityCode => CommunityAnswer is null or "" or "named" ? string.Join(' ', Communities ?? []) : CommunityAnswer;

    /// <summary>Reads the identity.</summary>
    /// <param name="before">What is stored: the signature is not on the form.</param>
    /// <param name="problems">Where to say what is wrong.</param>
    /// <param name="words">Words of people.</param>
    internal IdentityFields ReadIdentity(IdentityFields? before, FormProblems problems, IStringLocalizer<Words> words)
    {
        var read = new IdentityFields(
            problems.Text("Form.GivenName", GivenName, IdentityFields.Longest), problems.Text("Form.FamilyName", FamilyName, IdentityFields.Longest),
            problems.Text("Form.Email", Email, IdentityFields.Longest), problems.Text("Form.Telephone", Telephone, IdentityFields.Longest),
            problems.Text("Form.HomeOrganisation", HomeOrganisation, IdentityFields.Longest), problems.Text("Form.Title", Title, IdentityFields.Longest), before?.Signature);
        if (read.GivenName is null && read.FamilyName is null) problems.Add("Form.GivenName", words["NameNeeded"]);
        if (read.Email is { } email && !System.Net.Mail.MailAddress.TryCreate(email, out _)) problems.Add("Form.Email", words["NotAnEmail"]);
        if (read.Telephone is { } telephone && telephone.Count(char.IsAsciiDigit) < 6) problems.Add("Form.Telephone", words["NotATelephone"]);
        return read.Tidy();
    }

    /// <summary>Reads what the person answered: only what differs from what is known is an answer on this form.</summary>
    internal FactsAnswer? ReadFacts(PersonFacts? known, Guid? account, DateOnly today, PlaceCatalogue places, FormProblems problems, IStringLocalizer<Words> words, IStringLocalizer<Platform.Places.Words> placeWords)
    {
        var gender = problems.Choice<Gender>("Form.Gender", Gender);
        var ageBand = problems.Choice<AgeBand>("Form.AgeBand", AgeBand);
        var place = PlaceInput.Read(Microsoft.Extensions.Primitives.StringValues.Empty, Municipality, places);
        if (place.Message(placeWords, places, UiVariant.Current) is { } message) problems.Add("Form.Municipality", message);
        var placeId = place.Ids.Count > 0 ? place.Ids[0] : null;
        if (placeId is not null && !places[placeId].IsMunicipality) problems.Add("Form.Municipality", words["NotAMunicipality"]);
        var communities = ReadCommunities(problems, words);

        var takenBack = new List<Fact>();
        if (gender is null && known?.Gender is not null) takenBack.Add(Fact.Gender);
        if (ageBand is null && known?.AgeBand is not null) takenBack.Add(Fact.AgeBand);
        if (placeId is null && known?.PlaceId is not null) takenBack.Add(Fact.Municipality);
        if (communities is null && known?.Communities is not null) takenBack.Add(Fact.Communities);
        var form = problems.Choice<AnswerForm>("Form.AnswerForm", AnswerForm);
        var on = problems.Date("Form.AnsweredOn", AnsweredOn);
        var answer = new FactsAnswer(new AnswerOnForm(form ?? Persons.AnswerForm.Registration, null, on ?? today, account))
        {
            Gender = gender == known?.Gender ? null : gender, AgeBand = ageBand == known?.AgeBand ? null : ageBand, PlaceId = placeId == known?.PlaceId ? null : placeId,
            Communities = communities == known?.Communities ? null : communities, TakenBack = takenBack,
        };
        if (answer.IsEmpty) return null;
        if (form is null) problems.Add("Form.AnswerForm", words["FormNeeded"]);
        if (on is null) problems.Add("Form.AnsweredOn", words["DayNeeded"]);
        if (on > today) problems.Add("Form.AnsweredOn", words["DayInFuture"]);
        if (form == Persons.AnswerForm.Sheet && answer.Communities is { Communities.Count: > 0 }) problems.Add("Form.AnswerForm", words["NotOnSheet"]);
        return answer;
    }

    private CommunityAnswer? ReadCommunities(FormProblems problems, IStringLocalizer<Words> words)
    {
        // Out of a conflict the communities come as one code.
        var boxes = Communities is { Length: > 0 } || CommunityAnswer is null or "named" or "not-asked" or "prefer-not-to-say" ? Communities ?? [] : CommunityAnswer.Split(' ');
        var named = boxes.Select(c => Enum.TryParse<Community>(c, out var community) ? community : (Community?)null).OfType<Community>().ToList();
        switch (CommunityAnswer)
        {
            case "not-asked" or "prefer-not-to-say" when named.Count == 0:
                return Persons.CommunityAnswer.Parse(CommunityAnswer);
            case "not-asked" or "prefer-not-to-say":
                problems.Add("Form.CommunityAnswer", words["CommunityOrNone"]);
                return null;
            case "named" when named.Count == 0:
                problems.Add("Form.CommunityAnswer", words["CommunityMissing"]);
                return null;
            case "named":
                return Persons.CommunityAnswer.Of(named);
            default:
                if (named.Count > 0) return Persons.CommunityAnswer.Of(named);
                return null;
        }
    }
}
