using Microsoft.AspNetCore.Components;
using System.Xml.Linq;
using Uramost.Platform.Ui;

namespace Uramost.Site.Tests.House;

/// <summary>Who may import whom: Web → modules → Platform.</summary>
public sealed class HouseTests
{
    [Fact]
    public void Platform_imports_nothing_of_ours_and_no_module_imports_another()
    {
        var references = Directory.GetFiles(Repository.Path("src"), "*.csproj", SearchOption.AllDirectories).ToDictionary(
            f => Path.GetFileNameWithoutExtension(f),
            // What a build only runs is no import.
            f => XDocument.Load(f).Descendants("ProjectReference").Where(r => (string?)r.Attribute("ReferenceOutputAssembly") != "false").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/'))).ToList());
        Assert.Contains("Platform", references.Keys);
        Assert.Contains("Web", references.Keys);
        Assert.Empty(references["Platform"]);
        foreach (var module in references.Keys.Except(["Platform", "Web"])) Assert.Equal(["Platform"], references[module]);
        Assert.Equal(references.Keys.Except(["Web"]).Order(), references["Web"].Order());
    }

    [Fact]
    public void No_folder_is_a_drawer_for_anything()
    {
        string[] drawers = ["Services", "Helpers", "Models", "Utils", "Common"];
        var found = Directory.GetDirectories(Repository.Path("src"), "*", SearchOption.AllDirectories).Where(d => drawers.Contains(Path.GetFileName(d)) && !d.Contains("/obj/") && !d.Contains("/bin/"));
        Assert.Empty(found);
    }

    [Fact]
    public void Every_component_is_rendered_once_when_all_it_reads_is_read()
    {
        var components = Uramost.Web.Rooms.PageAssemblies.Append(typeof(Program).Assembly)
            .SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(ComponentBase)) && !t.IsAbstract && !t.IsSubclassOf(typeof(LayoutComponentBase))).ToList();
        Assert.NotEmpty(components);
        Assert.All(components, c => Assert.True(c.IsSubclassOf(typeof(Loaded)), $"{c.FullName} does not wait: its folder's _Imports.razor lacks @inherits Loaded"));
    }

    [Fact]
    public void Every_package_has_a_reason()
    {
        var reasons = File.ReadAllText(Repository.Path("docs", "decisions", "0002-packages.md"));
        var packages = XDocument.Load(Repository.Path("Directory.Packages.props")).Descendants("PackageVersion").Select(p => p.Attribute("Include")!.Value);
        Assert.All(packages, p => Assert.Contains($"`{p}`", reasons));
    }
}
