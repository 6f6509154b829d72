using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Data;
using Uramost.Platform.Language;
using Uramost.Platform.Organisations;

namespace Uramost.Site.Tests.Language;

/// <summary>Serbian lists stand in the order of the alphabet in which they are read.</summary>
public sealed class SerbianOrderTests
{
    private static readonly string[] Abeceda = ["Bor", "Cvet", "Čardak", "Ćup", "Dom", "Dvor", "Džez", "Đak", "Luk", "Lutka", "Ljubav", "Nada", "Nula", "Njiva", "Sunce", "Šuma", "Zora", "Život"];
    private static readonly string[] Azbuka = ["Бор", "Двор", "Дом", "Ђак", "Живот", "Зора", "Лук", "Лутка", "Љубав", "Нада", "Нула", "Њива", "Сунце", "Ћуп", "Цвет", "Чардак", "Џез", "Шума"];

    [Theory, OnBothDatabases]
    public async Task Lists_follow_the_abeceda_in_Latin_and_the_azbuka_in_Cyrillic_and_keep_it_when_the_collation_changes(Provider provider)
    {
        await using var site = await TestSite.Start(provider);
        // Written in both scripts by turns: a Serbian name keeps the script in which it was written.
        var written = Abeceda.Reverse().Select((name, i) => i % 2 == 0 ? name : SerbianScript.ToCyrillic(name));
        await site.WithDb(async db =>
        {
            foreach (var name in written)
            {
                var organisation = new Organisation { Name = PublishedText.Own(new LocalText(Sr: name)) };
                organisation.Sort();
                db.Add(organisation);
            }

            await db.SaveChangesAsync();
        });
        await Ordered();

        // As in a database that comes from a machine with another collation: the keys are written anew before the first request.
        await site.WithDb(async db =>
        {
            await db.Set<Organisation>().ExecuteUpdateAsync(s => s.SetProperty(o => o.SortSr, "00").SetProperty(o => o.SortSrCyrl, "00"));
            (await db.Set<Setting>().SingleAsync(s => s.Name == "order.version")).Value = "another";
            await db.SaveChangesAsync();
        });
        await Database.Prepare(site.Services);
        await Ordered();
        await using var scope = site.Scope();
        Assert.Equal(0, await KeepOrder.Run(scope.ServiceProvider.GetRequiredService<PlatformDb>()));

        async Task Ordered()
        {
            Assert.Equal(Abeceda, await Names(UiVariant.SerbianLatin));
            Assert.Equal(Azbuka, await Names(UiVariant.SerbianCyrillic));
        }

        async Task<IEnumerable<string>> Names(UiVariant variant)
        {
            CultureInfo.CurrentUICulture = variant.Culture;
            return (await site.WithDb(db => OrganisationDirectory.InOrder(db.Set<Organisation>()).ToListAsync())).Select(o => o.NameFor(variant)).ToList();
        }
    }

    [Fact]
    public void A_title_that_begins_with_a_name_stands_at_the_name()
    {
        Assert.Equal(TitleOrder.Of("Вучитрн и околина", UiVariant.SerbianCyrillic), TitleOrder.Of("{{place:xk-vushtrri}} и околина", UiVariant.SerbianCyrillic));
        Assert.Equal(TitleOrder.Of("Vushtrria dhe rrethina", UiVariant.Albanian), TitleOrder.Of("{{place:xk-vushtrri:def}} dhe rrethina", UiVariant.Albanian));
    }
}
