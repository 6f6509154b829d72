using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Uramost.Platform.Data;
using Uramost.Platform.Jobs;
using Uramost.Platform.Language;

namespace Uramost.Platform.Mail;

/// <summary>
/// Hands one message to the mail server. That it is being handed over is written before, that it was after: a crash
/// between the two leaves it open whether the server took it, and it is sent again under the same message id.
/// </summary>
internal sealed class MailJob(PlatformDb db, KeyRing keys, IOptions<MailOptions> options, TimeProvider clock) : IJobHandler
{
    /// <summary>The kind of job.</summary>
    public const string JobKind = "mail";

    /// <summary>The payload.</summary>
    public sealed record Which(Guid Message);

    /// <inheritdoc/>
    public string Kind => JobKind;

    /// <inheritdoc/>
    public Type Words => typeof(Words);

    /// <inheritdoc/>
    public async Task Run(JobContext job)
    {
        var id = job.Payload<Which>().Message;
        var message = await db.Set<OutboxMessage>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, job.Cancelled);
        if (message is null || message.State is OutboxState.Sent or OutboxState.Copied or OutboxState.Held) return;
        if (!options.Value.IsConfigured) throw new WordedException(Wording.Of<Words>("NoServer")) { IsFinal = true };
        await Move(OutboxState.Sending, $"sending {job.Attempt}");
        try
        {
            await Send(message, job.Cancelled);
        }
        catch (Exception e) when (e is SmtpFailedRecipientException or FormatException)
        {
            await Move(OutboxState.Failed, "failed");
            throw new WordedException(Wording.Of<Words>("Refused"), e) { IsFinal = true };
        }
        catch (Exception e) when (e is SmtpException or IOException or System.Net.Sockets.SocketException && !job.Cancelled.IsCancellationRequested)
        {
            if (job.Attempt >= ((IJobHandler)this).MaxAttempts) await Move(OutboxState.Failed, "failed");
            throw new WordedException(Wording.Of<Words>("ServerAway"), e);
        }

        await Move(OutboxState.Sent, "sent");

        async Task Move(OutboxState state, string step) => await job.Apply(step, (writing, _) =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            return writing.Set<OutboxMessage>().Where(m => m.Id == id).ExecuteUpdateAsync(s => s.SetProperty(m => m.State, state).SetProperty(m => m.ChangedAt, now));
        });
    }

    private async Task Send(OutboxMessage message, CancellationToken ct)
    {
        var settings = options.Value;
        using var mail = new MailMessage(new MailAddress(settings.From!, settings.FromName), new MailAddress(message.ReadRecipient(keys)))
        {
            Subject = message.ReadSubject(keys), Body = message.ReadBody(keys), SubjectEncoding = Encoding.UTF8, BodyEncoding = Encoding.UTF8, HeadersEncoding = Encoding.UTF8,
        };
        mail.Headers["Message-ID"] = $"<{message.Id:N}@{new MailAddress(settings.From!).Host}>";
        mail.Headers["Content-Language"] = UiVariant.ByPath(message.Language)?.Tag ?? "en";
        // No answering machine answers it.
        mail.Headers["Auto-Submitted"] = "auto-generated";
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Tls, Timeout = 30_000 };
        if (!string.IsNullOrEmpty(settings.User)) client.Credentials = new NetworkCredential(settings.User, settings.Password);
        await client.SendMailAsync(mail, ct);
    }
}
