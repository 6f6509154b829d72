using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Files;
using Uramost.Platform.People.Persons;

namespace Uramost.Platform.Evidence;

/// <summary>People without whose consent a photo may not be kept.</summary>
/// <param name="missing">The persons, in no order.</param>
public sealed class ConsentMissingException(IReadOnlyList<Guid> missing) : Exception($"{missing.Count} persons who can be recognised have not agreed to photos.")
{
    /// <summary>The persons.</summary>
    public IReadOnlyList<Guid> Missing => missing;
}

/// <summary>Attaches, verifies and removes evidence, and keeps each record's number of pieces right.</summary>
public sealed class KeepEvidence(RecordOwners owners, KeepConsent consents, FileStore files, IVersions versions, TimeProvider clock, Actor actor)
{
    /// <summary>
    /// Attaches a piece, in the caller's transaction if there is one. A piece in which people can be recognised is
    /// refused while one of them has not agreed to photos.
    /// </summary>
    /// <param name="db">The caller's context.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="recognised">Persons who can be recognised in it.</param>
    /// <param name="file">Its file, or null for a link alone.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ConsentMissingException">Somebody has not agreed.</exception>
    public async Task Add(PlatformDb db, EvidencePiece piece, IReadOnlyCollection<Guid> recognised, PreparedFile? file = null, CancellationToken ct = default)
    {
        if (recognised.Count > 0)
        {
            var agreed = await consents.Holding(ConsentPurpose.Photo, recognised, ct);
            var missing = recognised.Where(p => !agreed.Contains(p)).ToList();
            if (missing.Count > 0) throw new ConsentMissingException(missing);
        }

        (piece.AddedAt, piece.AddedBy) = (clock.GetUtcNow().UtcDateTime, actor.AccountId);
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        if (file is not null)
        {
            var stored = await files.Keep(db, file, EvidenceFile.Owner, piece.Id, ct);
            (piece.FileId, piece.Hash) = (stored.Id, stored.OriginalHash);
        }

        db.Add(piece);
        db.AddRange(recognised.Select(p => new EvidencePerson { PieceId = piece.Id, PersonId = p, RecordedAs = p }));
        await Save(db, piece, ct);
        if (transaction is not null) await transaction.CommitAsync(ct);
    }

    /// <summary>Somebody other than the one who attached it says that it proves the record.</summary>
    /// <returns>Whether it is verified now; false where the verifier attached it.</returns>
    public async Task<bool> Verify(PlatformDb db, EvidencePiece piece, CancellationToken ct = default)
    {
        if (actor.AccountId is not { } account || piece.AddedBy == account) return false;
        (piece.VerifiedBy, piece.VerifiedAt) = (account, clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Removes a piece with its file.</summary>
    public async Task Remove(PlatformDb db, EvidencePiece piece, CancellationToken ct = default)
    {
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(ct) : null;
        if (piece.FileId is { } id && await db.Set<StoredFile>().SingleOrDefaultAsync(f => f.Id == id, ct) is { } file) await files.Remove(db, file, ct);
        db.RemoveRange(await db.Set<EvidencePerson>().Where(p => p.PieceId == piece.Id).ToListAsync(ct));
        db.Remove(piece);
        await Save(db, piece, ct);
        if (transaction is not null) await transaction.CommitAsync(ct);
    }

    /// <summary>Sets who may see a piece; what is closed goes from the public pages at once.</summary>
    public async Task Open(PlatformDb db, EvidencePiece piece, Sensitivity to, CancellationToken ct = default)
    {
        piece.Sensitivity = to;
        await versions.Bump(db, VersionNames.PublicPages);
        await db.SaveChangesAsync(ct);
    }

    private async Task Save(PlatformDb db, EvidencePiece piece, CancellationToken ct)
    {
        if (piece.Sensitivity == Sensitivity.Public) await versions.Bump(db, VersionNames.PublicPages);
        await db.SaveChangesAsync(ct);
        if (owners.Of(piece.RecordKind) is not { } owner) return;
        await owner.CountEvidence(db, piece.RecordId, () => db.Set<EvidencePiece>().CountAsync(p => p.RecordKind == piece.RecordKind && p.RecordId == piece.RecordId, ct), ct);
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>What rests on a person's consent to photos is withheld from the day on which it ends, and when the person is erased.</summary>
public sealed class WithholdEvidence(IVersions versions, TimeProvider clock) : IHandle<ConsentWithdrawn>, IHandle<PersonErased>
{
    /// <inheritdoc/>
    public IReadOnlyList<Type> Kinds { get; } = [typeof(EvidencePiece)];

    /// <inheritdoc/>
    public async Task Handle(PlatformDb db, ConsentWithdrawn happened, CancellationToken ct)
    {
        if (happened.Purpose == ConsentPurpose.Photo) await Withhold(db, [happened.PersonId], happened.WithdrawnOn, ct);
    }

    /// <inheritdoc/>
    public Task Handle(PlatformDb db, PersonErased happened, CancellationToken ct) =>
        Withhold(db, [.. happened.Members, happened.AnonymousId], DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), ct);

    private async Task Withhold(PlatformDb db, IReadOnlyList<Guid> persons, DateOnly on, CancellationToken ct)
    {
        var pieces = await db.Set<EvidencePiece>()
            .Where(p => p.WithheldOn == null && db.Set<EvidencePerson>().Any(e => e.PieceId == p.Id && (persons.Contains(e.PersonId) || persons.Contains(e.RecordedAs)))).ToListAsync(ct);
        foreach (var piece in pieces) piece.WithheldOn = on;
        // Also where no piece hung on it: of somebody who is erased the public pages may have told a role.
        await versions.Bump(db, VersionNames.PublicPages);
    }
}
