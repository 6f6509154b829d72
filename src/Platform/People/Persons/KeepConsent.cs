using System.Globalization;
using System.Resources;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Platform.People.Persons;

/// <summary>Records consents and their withdrawal.</summary>
public sealed class KeepConsent(PlatformDb db, Events events, TimeProvider clock)
{
    private static readonly ResourceManager Wordings = new(typeof(Words).FullName!, typeof(Words).Assembly);

    /// <summary>The text that is asked today; a purpose that has none yet begins with the product's own wording as version 1.</summary>
    public async Task<ConsentText> CurrentText(ConsentPurpose purpose, CancellationToken ct = default)
    {
        if (await db.Set<ConsentText>().Where(t => t.Purpose == purpose).OrderByDescending(t => t.Number).FirstOrDefaultAsync(ct) is { } text) return text;
        return await NewText(purpose, new LocalText(Wording("en"), Wording("sq"), Wording("sr-Latn")), ct);

        string? Wording(string culture) => Wordings.GetString($"ConsentText.{purpose}", CultureInfo.GetCultureInfo(culture));
    }

    /// <summary>A new version of a text; consents to earlier ones stay as they are.</summary>
    /// <exception cref="ArgumentException">A language is missing: people are asked in their own.</exception>
    public async Task<ConsentText> NewText(ConsentPurpose purpose, LocalText text, CancellationToken ct = default)
    {
        if (UiVariant.All.Any(v => text.In(v) is null)) throw new ArgumentException("A consent is asked in every language.", nameof(text));
        var last = await db.Set<ConsentText>().Where(t => t.Purpose == purpose).MaxAsync(t => (int?)t.Number, ct) ?? 0;
        var next = new ConsentText { Purpose = purpose, Number = last + 1, Text = text, Since = Today };
        db.Add(next);
        await db.SaveChangesAsync(ct);
        return next;
    }

    /// <summary>The person agreed to today's text; where a consent for the purpose holds already, that one is answered.</summary>
    public async Task<Consent> Give(Guid personId, ConsentPurpose purpose, AnswerForm form, DateOnly on, CancellationToken ct = default)
    {
        if (await db.Set<Consent>().FirstOrDefaultAsync(c => c.PersonId == personId && c.Purpose == purpose && c.WithdrawnOn == null, ct) is { } holds) return holds;
        var text = await CurrentText(purpose, ct);
        var consent = new Consent { Id = Guid.NewGuid(), PersonId = personId, RecordedAs = personId, Purpose = purpose, TextId = text.Id, GivenOn = on, GivenForm = form };
        db.Add(consent);
        await db.SaveChangesAsync(ct);
        return consent;
    }

    /// <summary>The person withdrew: every consent for the purpose ends, and every module hears of it in the same transaction.</summary>
    public async Task Withdraw(Guid personId, ConsentPurpose purpose, AnswerForm form, DateOnly on, CancellationToken ct = default)
    {
        await using var transaction = await JoinedTransaction.Begin(db, ct);
        var held = await db.Set<Consent>().Where(c => c.PersonId == personId && c.Purpose == purpose && c.WithdrawnOn == null).ToListAsync(ct);
        if (held.Count == 0) return;
        foreach (var consent in held) (consent.WithdrawnOn, consent.WithdrawnForm) = (on, form);
        await db.SaveChangesAsync(ct);
        await events.Publish(db, new ConsentWithdrawn(personId, purpose, on), ct);
        await transaction.Commit(ct);
    }

    /// <summary>Which of the persons agreed to the purpose and have not withdrawn.</summary>
    public async Task<IReadOnlySet<Guid>> Holding(ConsentPurpose purpose, IReadOnlyCollection<Guid> personIds, CancellationToken ct = default) =>
        (await db.Set<Consent>().Where(c => c.Purpose == purpose && c.WithdrawnOn == null && personIds.Contains(c.PersonId)).Select(c => c.PersonId).ToListAsync(ct)).ToHashSet();

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
