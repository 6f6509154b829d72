using System.Text.Json;
using System.Text.Json.Serialization;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>One field of a person that a merge decides about.</summary>
public enum PersonField
{
    /// <summary>Given name.</summary>
    GivenName,
    /// <summary>Family name.</summary>
    FamilyName,
    /// <summary>E-mail address.</summary>
    Email,
    /// <summary>Telephone number.</summary>
    Telephone,
    /// <summary>Home organisation.</summary>
    HomeOrganisation,
    /// <summary>Title or office.</summary>
    Title,
    /// <summary>Address of the signature.</summary>
    Signature,
    /// <summary>Gender.</summary>
    Gender,
    /// <summary>Age band.</summary>
    AgeBand,
    /// <summary>Municipality.</summary>
    Municipality,
    /// <summary>Communities.</summary>
    Communities,
}

/// <summary>A fact's value, as its code, with the answer from which it comes.</summary>
public sealed record AnsweredFact(string Code, AnswerOnForm Answer);

/// <summary>Everything that is recorded of one person, field by field: what a merge combines and an undone merge restores.</summary>
/// <param name="Identity">Texts of the identity by field; unknown ones are missing.</param>
/// <param name="Facts">Facts with their answers; unknown ones are missing.</param>
/// <param name="Pinned">Fields that were corrected on the merged person: they win over every other record's.</param>
public sealed record PersonContent(
    IReadOnlyDictionary<PersonField, string> Identity, IReadOnlyDictionary<PersonField, AnsweredFact> Facts, IReadOnlyList<PersonField> Pinned)
{
    internal static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>A person of whom nothing is known.</summary>
    public static readonly PersonContent Empty = new(new Dictionary<PersonField, string>(), new Dictionary<PersonField, AnsweredFact>(), []);

    /// <summary>What is recorded in the two stores.</summary>
    internal static PersonContent Of(IdentityFields identity, PersonFacts? facts)
    {
        var texts = new Dictionary<PersonField, string>();
        Add(PersonField.GivenName, identity.GivenName);
        Add(PersonField.FamilyName, identity.FamilyName);
        Add(PersonField.Email, identity.Email);
        Add(PersonField.Telephone, identity.Telephone);
        Add(PersonField.HomeOrganisation, identity.HomeOrganisation);
        Add(PersonField.Title, identity.Title);
        Add(PersonField.Signature, identity.Signature);
        var answered = new Dictionary<PersonField, AnsweredFact>();
        if (facts is not null)
        {
            Say(PersonField.Gender, facts.Gender?.ToString(), Fact.Gender);
            Say(PersonField.AgeBand, facts.AgeBand?.ToString(), Fact.AgeBand);
            Say(PersonField.Municipality, facts.PlaceId, Fact.Municipality);
            Say(PersonField.Communities, facts.Communities?.Code, Fact.Communities);
        }

        return new PersonContent(texts, answered, []);

        void Add(PersonField field, string? text)
        {
            if (text is not null) texts[field] = text;
        }

        void Say(PersonField field, string? code, Fact fact)
        {
            if (code is not null && facts!.Answers[fact] is { } answer) answered[field] = new AnsweredFact(code, answer);
        }
    }

    /// <summary>Whether the field is known.</summary>
    public bool Knows(PersonField field) => Identity.ContainsKey(field) || Facts.ContainsKey(field);

    /// <summary>The fields whose value differs from another content's.</summary>
    internal IReadOnlyList<PersonField> DifferingFrom(PersonContent other) =>
        [.. Enum.GetValues<PersonField>().Where(f => Identity.GetValueOrDefault(f) != other.Identity.GetValueOrDefault(f) || Facts.GetValueOrDefault(f) != other.Facts.GetValueOrDefault(f))];

    /// <summary>This content with the given fields taken from another one and pinned.</summary>
    internal PersonContent Corrected(IReadOnlyCollection<PersonField> fields, PersonContent from)
    {
        var (texts, facts) = (new Dictionary<PersonField, string>(Identity), new Dictionary<PersonField, AnsweredFact>(Facts));
        foreach (var field in fields)
        {
            texts.Remove(field);
            facts.Remove(field);
            if (from.Identity.TryGetValue(field, out var text)) texts[field] = text;
            if (from.Facts.TryGetValue(field, out var fact)) facts[field] = fact;
        }

        return new PersonContent(texts, facts, [.. Pinned.Union(fields).Order()]);
    }

    /// <summary>The identity as fields.</summary>
    public IdentityFields Fields() => new(
        Identity.GetValueOrDefault(PersonField.GivenName), Identity.GetValueOrDefault(PersonField.FamilyName), Identity.GetValueOrDefault(PersonField.Email),
        Identity.GetValueOrDefault(PersonField.Telephone), Identity.GetValueOrDefault(PersonField.HomeOrganisation), Identity.GetValueOrDefault(PersonField.Title),
        Identity.GetValueOrDefault(PersonField.Signature));

    /// <summary>Writes the facts as they were answered.</summary>
    internal void WriteTo(PersonFacts facts)
    {
        var takenBack = new AnswerOnForm(AnswerForm.Correction, null, default, null);
        Write(PersonField.Gender, (code, answer) => facts.SayGender(code is null ? null : Enum.Parse<Gender>(code), answer));
        Write(PersonField.AgeBand, (code, answer) => facts.SayAgeBand(code is null ? null : Enum.Parse<AgeBand>(code), answer));
        Write(PersonField.Municipality, (code, answer) => facts.SayMunicipality(code, answer));
        Write(PersonField.Communities, (code, answer) => facts.SayCommunities(code is null ? null : CommunityAnswer.Parse(code), answer));

        void Write(PersonField field, Action<string?, AnswerOnForm> say)
        {
            var fact = Facts.GetValueOrDefault(field);
            say(fact?.Code, fact?.Answer ?? takenBack);
        }
    }

    internal byte[] Seal(KeyRing keys, Guid personId) => keys.Encrypt("people.original", JsonSerializer.SerializeToUtf8Bytes(this, Json), personId.ToByteArray());

    internal static PersonContent Open(KeyRing keys, byte[] cipher, Guid personId) =>
        JsonSerializer.Deserialize<PersonContent>(keys.Decrypt("people.original", cipher, personId.ToByteArray()), Json) ?? Empty;
}
