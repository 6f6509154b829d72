using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Platform.People.Persons;

/// <summary>Gives a person everything that is recorded of them, as JSON.</summary>
public sealed class ExportPerson(PlatformDb db, KeyRing keys, MergePersons merges, IEnumerable<IPersonTraces> traces, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>The document, or null when there is no such person.</summary>
    /// <param name="personId">The person.</param>
    /// <param name="viewer">Who fetches it for them: traces are those that this viewer may see.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<byte[]?> Document(Guid personId, Viewer viewer, CancellationToken ct = default)
    {
        var group = await merges.Load([personId], ct);
        if (!group.Identities.TryGetValue(personId, out var identity) || identity.MergedIntoId is not null) return null;
        var facts = group.Facts.GetValueOrDefault(personId);
        var consents = await db.Set<Consent>().AsNoTracking().Where(c => c.PersonId == personId).OrderBy(c => c.GivenOn).ToListAsync(ct);
        var textIds = consents.Select(c => c.TextId).ToList();
        var texts = await db.Set<ConsentText>().AsNoTracking().Where(t => textIds.Contains(t.Id)).ToDictionaryAsync(t => t.Id, ct);
        var seen = new List<PersonTrace>();
        foreach (var source in traces) seen.AddRange(await source.Of(personId, viewer, ct));
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            Exported = clock.GetUtcNow().UtcDateTime,
            PersonId = personId,
            identity.OrganisationId,
            Identity = identity.Read(keys),
            Facts = facts is null ? null : new
            {
                facts.Gender, facts.AgeBand, Municipality = facts.PlaceId, Communities = facts.Communities?.Code,
                Answers = facts.Answers.ByFact.OrderBy(a => a.Key).ToDictionary(a => a.Key, a => new { a.Value.Form, a.Value.On }),
            },
            Consents = consents.Select(c => new { c.Purpose, TextVersion = texts[c.TextId].Number, Text = texts[c.TextId].Text, c.GivenOn, c.GivenForm, c.WithdrawnOn, c.WithdrawnForm }),
            EarlierRecords = group.Originals.Keys.Order().Select(id => merges.ContentOf(group, id)).Select(c => new { Identity = c.Fields(), Facts = c.Facts.OrderBy(f => f.Key).ToDictionary(f => f.Key, f => f.Value.Code) }),
            Traces = seen.Select(t => new { t.Kind, t.Title, t.On, t.Path }),
        }, Json);
    }
}
