using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Backup;
using Uramost.Platform.Data;
using Uramost.Platform.Files;
using Uramost.Platform.Jobs;
using Uramost.Platform.Language;
using Uramost.Platform.Mail;
using Uramost.Platform.People.Persons;

namespace Uramost.Platform.Health;

/// <summary>Looks at everything an administrator must be able to rely on, and says in sentences what it finds.</summary>
public sealed class CheckWorkspace(PlatformDb db, DatabaseLocation location, KeyRing keys, VerifyAudit audit, IEnumerable<IJobHandler> handlers, TimeProvider clock)
{
    private const long LittleRoom = 512L << 20, NoRoom = 64L << 20;
    private const int Sample = 1_000;

    /// <summary>Runs all checks. When the schema is not this program's, only that is said.</summary>
    public async Task<IReadOnlyList<Finding>> Run(CancellationToken ct = default)
    {
        var findings = new List<Finding>();
        var pending = (await db.Database.GetPendingMigrationsAsync(ct)).Count();
        if (pending > 0)
        {
            Say(FindingLevel.Failed, "SchemaOld", pending);
            return findings;
        }

        Say(FindingLevel.Good, "SchemaGood", (await db.Database.GetAppliedMigrationsAsync(ct)).Count());
        await Audit();
        await Key();
        await Files();
        await Jobs();
        await Mail();
        Disk();
        Backups();
        return findings;

        async Task Audit()
        {
            try
            {
                var (links, brokenAt) = await audit.Run(ct);
                if (brokenAt is { } at) Say(FindingLevel.Failed, "AuditBroken", at);
                else Say(FindingLevel.Good, "AuditGood", links);
            }
            catch (CryptographicException)
            {
                Say(FindingLevel.Failed, "AuditNoKey");
            }
        }

        async Task Key()
        {
            var persons = await db.Set<PersonIdentity>().AsNoTracking().OrderByDescending(p => p.Revision).Take(Sample).ToListAsync(ct);
            var closed = persons.Count(p => !Opens(p));
            if (closed > 0) Say(FindingLevel.Failed, "KeyFails", closed, persons.Count);
            else if (persons.Count == 0) Say(FindingLevel.Good, "KeyNothing");
            else Say(FindingLevel.Good, "KeyGood", persons.Count);
        }

        bool Opens(PersonIdentity person)
        {
            try
            {
                person.Read(keys);
                return true;
            }
            catch (CryptographicException)
            {
                return false;
            }
        }

        async Task Files()
        {
            var contents = await db.Set<FileContent>().CountAsync(ct);
            var orphans = await db.Set<FileContent>().CountAsync(c => !db.Set<StoredFile>().Any(f => f.ContentId == c.Id), ct)
                + await db.Set<FileChunk>().CountAsync(c => !db.Set<FileContent>().Any(f => f.Id == c.ContentId), ct);
            var torn = await db.Set<FileContent>().CountAsync(c => db.Set<FileChunk>().Count(p => p.ContentId == c.Id) != (c.Length + FileChunk.Size - 1) / FileChunk.Size, ct);
            if (torn > 0) Say(FindingLevel.Failed, "FilesTorn", torn);
            if (orphans > 0) Say(FindingLevel.Warning, "FilesOrphan", orphans);
            if (torn + orphans == 0) Say(FindingLevel.Good, "FilesGood", contents);
        }

        async Task Jobs()
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var kinds = handlers.Select(h => h.Kind).ToList();
            var dead = await db.Set<Job>().CountAsync(j => j.State == JobState.Dead, ct);
            var stuck = await db.Set<Job>().CountAsync(j => j.DueAt != null && j.DueAt < now.AddMinutes(-15), ct);
            var unknown = await db.Set<Job>().CountAsync(j => j.DueAt != null && !kinds.Contains(j.Kind), ct);
            var wrong = await db.Set<Job>().CountAsync(j => (j.DueAt == null) != (j.State == JobState.Done || j.State == JobState.Cancelled || j.State == JobState.Dead), ct);
            if (wrong > 0) Say(FindingLevel.Failed, "JobsWrong", wrong);
            if (dead > 0) Say(FindingLevel.Warning, "JobsDead", dead);
            if (stuck > 0) Say(FindingLevel.Warning, "JobsStuck", stuck);
            if (unknown > 0) Say(FindingLevel.Warning, "JobsUnknown", unknown);
            if (wrong + dead + stuck + unknown == 0) Say(FindingLevel.Good, "JobsGood");
        }

        async Task Mail()
        {
            var failed = await db.Set<OutboxMessage>().CountAsync(m => m.State == OutboxState.Failed, ct);
            if (failed > 0) Say(FindingLevel.Warning, "MailFailed", failed);
            else Say(FindingLevel.Good, "MailGood");
        }

        void Disk()
        {
            var free = new DriveInfo(Path.GetFullPath(location.Directory)).AvailableFreeSpace;
            Say(free < NoRoom ? FindingLevel.Failed : free < LittleRoom ? FindingLevel.Warning : FindingLevel.Good, "Disk", free >> 20);
        }

        void Backups()
        {
            var last = BackupFolder.List(BackupFolder.In(location.Directory)).FirstOrDefault();
            if (last is null) Say(FindingLevel.Warning, "NoBackup");
            else Say(clock.GetUtcNow().UtcDateTime - last.At > TimeSpan.FromDays(2) ? FindingLevel.Warning : FindingLevel.Good, "LastBackup", last.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        }

        void Say(FindingLevel level, string key, params object[] arguments) =>
            findings.Add(new Finding(level, Wording.Of<Words>(key, [.. arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)!)])));
    }
}
