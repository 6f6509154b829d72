using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.Jobs;

namespace Uramost.Platform.Mail;

/// <summary>Messages and links that go out, as services and tables.</summary>
internal static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration("Mail");
        services.AddScoped<Outbox>();
        services.AddScoped<LinksWithoutAccount>();
        services.AddScoped<IReencrypt, ReencryptMessages>();
        return services.AddJob<MailJob>();
    }

    public static void AddTables(ModelBuilder model)
    {
        model.Entity<OutboxMessage>().ToTable("platform_outbox");
        model.Entity<LinkWithoutAccount>().ToTable("platform_link");
    }
}
