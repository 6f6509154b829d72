using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;

namespace Uramost.Platform.Mail;

/// <summary>
/// A link that lets somebody without an account do one thing: confirm a commitment, answer an invitation. The token is
/// random and only a keyed hash of it is stored, so neither the database nor a backup opens anything.
/// </summary>
[Index(nameof(TokenHash), IsUnique = true), Index(nameof(RecordId))]
public sealed class LinkWithoutAccount : Record
{
    /// <summary>What it opens: the purpose of an <see cref="ILinkPurpose"/>.</summary>
    [AuditedAsCode, MaxLength(60)] public required string Purpose { get; set; }

    /// <summary>The record that it is about.</summary>
    public required Guid RecordId { get; set; }

    /// <summary>HMAC of the token.</summary>
    [MaxLength(64)] public required string TokenHash { get; set; }

    /// <summary>From when it no longer opens, UTC.</summary>
    public required DateTime ExpiresAt { get; set; }

    /// <summary>How often it may still be used; null: as often as wanted until it expires.</summary>
    public int? UsesLeft { get; set; }

    /// <summary>When it was revoked, UTC, or null.</summary>
    public DateTime? RevokedAt { get; set; }

    /// <summary>Who gave it out, or null.</summary>
    public Guid? CreatedBy { get; set; }
}

/// <summary>Gives out, opens and revokes links without account.</summary>
public sealed class LinksWithoutAccount(KeyRing keys, TimeProvider clock, Actor actor)
{
    private const string HashPurpose = "mail.link";

    /// <summary>Makes a link; the caller saves.</summary>
    /// <returns>The path with the token, without language: <c>/l/…</c>. It cannot be shown a second time.</returns>
    public string Issue(PlatformDb db, string purpose, Guid recordId, DateTime expiresAt, int? uses = null)
    {
        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        db.Add(new LinkWithoutAccount
        {
            Purpose = purpose, RecordId = recordId, ExpiresAt = expiresAt, UsesLeft = uses, CreatedBy = actor.AccountId, TokenHash = keys.Hash(HashPurpose, token),
        });
        return $"/l/{token}";
    }

    /// <summary>The link of a token, when it holds now; asking does not use it up. Unknown, expired, revoked and used-up tokens are answered alike.</summary>
    public async Task<LinkWithoutAccount?> Find(PlatformDb db, string? token, CancellationToken ct = default)
    {
        if (token is not { Length: 22 }) return null;
        // A link that was given out before the key was rotated still opens.
        var hashes = keys.Ids.Select(id => keys.Hash(HashPurpose, System.Text.Encoding.UTF8.GetBytes(token), id)).ToList();
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.Set<LinkWithoutAccount>().AsNoTracking().SingleOrDefaultAsync(l => hashes.Contains(l.TokenHash) && l.ExpiresAt > now && l.RevokedAt == null && (l.UsesLeft == null || l.UsesLeft > 0), ct);
    }

    /// <summary>Uses the link once, inside the transaction of what it is used for.</summary>
    /// <returns>False when it no longer holds: then nothing may be done.</returns>
    public async Task<bool> Use(PlatformDb db, Guid linkId, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.Set<LinkWithoutAccount>().Where(l => l.Id == linkId && l.ExpiresAt > now && l.RevokedAt == null && (l.UsesLeft == null || l.UsesLeft > 0))
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.UsesLeft, l => l.UsesLeft == null ? null : l.UsesLeft - 1).SetProperty(l => l.Version, l => l.Version + 1), ct) == 1;
    }

    /// <summary>Revokes all links to a record, or those of one purpose; the caller saves.</summary>
    public async Task Revoke(PlatformDb db, Guid recordId, string? purpose = null, CancellationToken ct = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var link in await db.Set<LinkWithoutAccount>().Where(l => l.RecordId == recordId && l.RevokedAt == null && (purpose == null || l.Purpose == purpose)).ToListAsync(ct)) link.RevokedAt = now;
    }
}
