using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Uramost.Platform.Data;
using Uramost.Platform.Jobs;
using Uramost.Platform.Language;

namespace Uramost.Platform.Mail;

/// <summary>The mail server; the section <c>Mail</c> of the configuration.</summary>
public sealed class MailOptions
{
    /// <summary>Name of the server; null: nothing is sent, messages wait to be copied.</summary>
    public string? Host { get; set; }

    /// <summary>Its port: 587 with STARTTLS, 25 without. Servers that want TLS from the first byte (465) are not supported.</summary>
    public int Port { get; set; } = 587;

    /// <summary>User name, or null.</summary>
    public string? User { get; set; }

    /// <summary>Password.</summary>
    public string? Password { get; set; }

    /// <summary>Address from which messages come.</summary>
    public string? From { get; set; }

    /// <summary>Name beside the address.</summary>
    public string FromName { get; set; } = "Uramost";

    /// <summary>Whether the line is encrypted by STARTTLS; only for a server on the same machine this may be false.</summary>
    public bool Tls { get; set; } = true;

    /// <summary>Whether messages can be sent.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(Host) && !string.IsNullOrEmpty(From);
}

/// <summary>Messages that go out.</summary>
public sealed class Outbox(KeyRing keys, JobQueue jobs, IOptions<MailOptions> options, TimeProvider clock, Actor actor)
{
    /// <summary>Whether a mail server is configured; if not, people copy messages, for example into Viber.</summary>
    public bool Sends => options.Value.IsConfigured;

    /// <summary>Adds a message to the context, so that it exists exactly when the caller's own changes do: the caller saves.</summary>
    /// <param name="db">The context with the record's change.</param>
    /// <param name="kind">What kind of message it is, in lower case.</param>
    /// <param name="recipient">Address of one person.</param>
    /// <param name="language">The variant in which it is written.</param>
    /// <param name="subject">Subject, one line.</param>
    /// <param name="body">Plain text.</param>
    /// <param name="recordId">The record that it is about.</param>
    public async Task<OutboxMessage> Add(PlatformDb db, string kind, string recipient, UiVariant language, string subject, string body, Guid? recordId = null)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var id = Guid.NewGuid();
        var message = new OutboxMessage
        {
            Id = id, Kind = kind, Language = language.Path, RecordId = recordId, CreatedBy = actor.AccountId, CreatedAt = now, ChangedAt = now,
            Recipient = keys.EncryptText($"{OutboxMessage.Purpose}.to", recipient.Trim(), id),
            Subject = keys.EncryptText($"{OutboxMessage.Purpose}.subject", subject.ReplaceLineEndings(" ").Trim(), id),
            Body = keys.EncryptText($"{OutboxMessage.Purpose}.body", body, id),
        };
        db.Add(message);
        if (Sends) await Ask(db, message);
        return message;
    }

    /// <summary>Sends a message that waits, failed or is held: a person decided so. The caller saves.</summary>
    public async Task SendAgain(PlatformDb db, OutboxMessage message)
    {
        (message.State, message.ChangedAt) = (OutboxState.Waiting, clock.GetUtcNow().UtcDateTime);
        await Ask(db, message);
    }

    /// <summary>Notes that a person handed the message over another way. The caller saves.</summary>
    public void HandedOver(OutboxMessage message) => (message.State, message.ChangedAt) = (OutboxState.Copied, clock.GetUtcNow().UtcDateTime);

    private Task<Job> Ask(PlatformDb db, OutboxMessage message) => jobs.Enqueue(db, MailJob.JobKind, new MailJob.Which(message.Id), $"mail:{message.Id}:{message.ChangedAt.Ticks}");
}
