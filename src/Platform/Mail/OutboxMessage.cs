using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;

namespace Uramost.Platform.Mail;

/// <summary>Where a message stands.</summary>
public enum OutboxState
{
    /// <summary>It waits to be sent, or to be copied by a person where no mail server is configured.</summary>
    Waiting,
    /// <summary>It is being handed to the mail server. After a crash in this moment nobody knows whether it went out: it is sent again under the same message id.</summary>
    Sending,
    /// <summary>The mail server took it.</summary>
    Sent,
    /// <summary>It could not be sent.</summary>
    Failed,
    /// <summary>A person handed it over another way.</summary>
    Copied,
    /// <summary>It came back with a restored backup and may have gone out since: a person decides.</summary>
    Held,
}

/// <summary>
/// A message to somebody outside, written in the transaction of the record that it is about. To whom it goes and what
/// it says is encrypted: a copy of the database tells neither.
/// </summary>
[Index(nameof(CreatedBy), nameof(CreatedAt)), Index(nameof(State))]
public sealed class OutboxMessage
{
    internal const string Purpose = "mail.message";

    /// <summary>The message; also its id towards mail servers, which lets them drop a second copy.</summary>
    public Guid Id { get; set; } = Guid.NewGuid();

    /// <summary>What kind of message it is, for example <c>invitation</c>.</summary>
    [MaxLength(60)] public required string Kind { get; set; }

    /// <summary>The variant in which it is written, as its path.</summary>
    [MaxLength(10)] public required string Language { get; set; }

    /// <summary>Encrypted address.</summary>
    public required byte[] Recipient { get; set; }

    /// <summary>Encrypted subject.</summary>
    public required byte[] Subject { get; set; }

    /// <summary>Encrypted text.</summary>
    public required byte[] Body { get; set; }

    /// <summary>Where it stands.</summary>
    public OutboxState State { get; set; }

    /// <summary>The record that it is about, or null.</summary>
    public Guid? RecordId { get; set; }

    /// <summary>Who caused it, or null.</summary>
    public Guid? CreatedBy { get; set; }

    /// <summary>When it was written, UTC.</summary>
    public DateTime CreatedAt { get; set; }

    /// <summary>When the state last changed, UTC.</summary>
    public DateTime ChangedAt { get; set; }

    /// <summary>The address in clear.</summary>
    public string ReadRecipient(KeyRing keys) => keys.DecryptText($"{Purpose}.to", Recipient, Id);

    /// <summary>The subject in clear.</summary>
    public string ReadSubject(KeyRing keys) => keys.DecryptText($"{Purpose}.subject", Subject, Id);

    /// <summary>The text in clear.</summary>
    public string ReadBody(KeyRing keys) => keys.DecryptText($"{Purpose}.body", Body, Id);

    /// <summary>Seals all of it again under the current key.</summary>
    internal void Reseal(KeyRing keys) => (Recipient, Subject, Body) = (
        keys.EncryptText($"{Purpose}.to", ReadRecipient(keys), Id), keys.EncryptText($"{Purpose}.subject", ReadSubject(keys), Id), keys.EncryptText($"{Purpose}.body", ReadBody(keys), Id));
}
